#include "core/callbacks/source_rule.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace kaunta::callbacks;

namespace {

const QString kSafaricom = QStringLiteral("196.201.214.200");
const QString kStranger = QStringLiteral("203.0.113.9");
const QString kProxies = QStringLiteral("10.0.0.5, 10.1.0.0/16,fd00::/64");

SourceRule production(const QString &proxies = kProxies)
{
    return SourceRule::make(SourceRule::From::Safaricom, proxies).value();
}

} // namespace

class TestSourceRule : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePublishedAddressesAndNoOthersAreAllowedInProduction()
    {
        // The portal's list, written down a second time.
        QStringList published;
        for (const auto &last : {u"200"_s, u"206"_s, u"207"_s, u"208"_s})
            published << u"196.201.214."_s + last;
        for (const auto &last : {u"114"_s, u"44"_s})
            published << u"196.201.213."_s + last;
        for (const auto &last : {u"127"_s, u"138"_s, u"129"_s, u"136"_s, u"74"_s, u"69"_s})
            published << u"196.201.212."_s + last;
        QStringList allowed;
        for (int net = 211; net <= 215; ++net)
            for (int last = 0; last <= 255; ++last)
                if (const QString address = u"196.201.%1.%2"_s.arg(net).arg(last); production().allows(address))
                    allowed << address;
        published.sort();
        allowed.sort();
        QCOMPARE(allowed, published);
    }
    void elsewhereAnybodyIsAllowed()
    {
        QVERIFY(SourceRule().allows(kStranger));
        QVERIFY(SourceRule().allows(u"practice"_s));
        QVERIFY(SourceRule().allows(QString()));
        QVERIFY(!production().allows(kStranger));
        QVERIFY(!production().allows(u"practice"_s));
        QVERIFY(!production().allows(QString()));
        QVERIFY(!production().allows(kSafaricom + u' '));
    }
    void theOriginIsFoundBehindTrustedProxiesOnly_data()
    {
        QTest::addColumn<QString>("peer");
        QTest::addColumn<QStringList>("headers");
        QTest::addColumn<QString>("origin");
        const auto row = [](const char *name, const QString &peer, const QStringList &headers, const QString &origin) { QTest::newRow(name) << peer << headers << origin; };
        const QString proxy = u"10.0.0.5"_s;
        row("no proxy", kSafaricom, {}, kSafaricom);
        row("one proxy", proxy, {kSafaricom}, kSafaricom);
        row("a proxy's network", u"10.1.200.3"_s, {kSafaricom}, kSafaricom);
        row("a proxy over IPv6", u"fd00::7"_s, {kSafaricom}, kSafaricom);
        row("two proxies", proxy, {kSafaricom + u", 10.1.0.9"_s}, kSafaricom);
        row("two proxies, two headers", proxy, {kSafaricom, u"10.1.0.9"_s}, kSafaricom);
        row("blanks and empty headers", proxy, {u"  "_s + kSafaricom + u"\t"_s}, kSafaricom);
        row("a stranger without a proxy claims", kStranger, {kSafaricom}, kStranger);
        row("a stranger claims, the proxy tells", proxy, {kSafaricom + u", "_s + kStranger}, kStranger);
        row("a stranger claims in a header of his own", proxy, {kSafaricom, kStranger}, kStranger);
        row("a stranger claims to have come through our proxy", proxy, {kSafaricom + u", 10.0.0.5, "_s + kStranger}, kStranger);
        row("a stranger claims behind one", kStranger, {kSafaricom + u", 10.0.0.5"_s}, kStranger);
        row("a proxy that is not trusted", u"10.2.0.1"_s, {kSafaricom}, u"10.2.0.1"_s);
        row("a proxy that tells nothing", proxy, {}, proxy);
        row("an empty header", proxy, {QString()}, proxy);
        row("an empty end", proxy, {kSafaricom + u","_s}, proxy);
        row("garbage at the end", proxy, {kSafaricom + u", unknown"_s}, proxy);
        row("garbage left of it", proxy, {u"garbage, "_s + kSafaricom}, kSafaricom);
        row("garbage behind a proxy", proxy, {kSafaricom + u", garbage, 10.1.0.9"_s}, proxy);
        row("with a port", proxy, {kSafaricom + u":4711"_s}, proxy);
        row("a name", proxy, {u"localhost"_s}, proxy);
        row("octal", proxy, {u"0304.0311.0326.0310"_s}, proxy);
        row("hexadecimal", proxy, {u"0xc4c9d6c8"_s}, proxy);
        row("one number", proxy, {u"3301562056"_s}, proxy);
        row("three numbers", proxy, {u"196.201.54984"_s}, proxy);
        row("leading zeros", proxy, {u"196.201.214.0200"_s}, proxy);
        row("our own machines only", proxy, {u"10.1.0.9"_s}, u"10.1.0.9"_s);
        row("mapped peer", u"::ffff:196.201.214.200"_s, {}, kSafaricom);
        row("mapped proxy", u"::ffff:10.0.0.5"_s, {kSafaricom}, kSafaricom);
        row("mapped origin", proxy, {u"::ffff:196.201.214.200"_s}, kSafaricom);
        row("mapped in hexadecimal", proxy, {u"::ffff:c4c9:d6c8"_s}, u"::ffff:196.201.214.200"_s);
        row("loopback over IPv6 is no proxy", u"::1"_s, {kSafaricom}, u"::1"_s);
        row("not an address at all", u"practice"_s, {kSafaricom}, u"practice"_s);
    }
    void theOriginIsFoundBehindTrustedProxiesOnly()
    {
        QFETCH(QString, peer);
        QFETCH(QStringList, headers);
        QFETCH(QString, origin);
        QCOMPARE(production().originOf(peer, headers), origin);
    }
    void withoutTrustedProxiesTheHeaderIsNeverRead()
    {
        for (const auto &peer : {kStranger, u"127.0.0.1"_s, u"10.0.0.5"_s})
            QCOMPARE(production({}).originOf(peer, {kSafaricom}), peer);
    }
    void aThousandHopsAreWalked()
    {
        QStringList hops(1000, u"10.1.0.9"_s);
        hops.prepend(kSafaricom);
        QCOMPARE(production().originOf(u"10.0.0.5"_s, {hops.join(u',')}), kSafaricom);
    }
    void aListThatIsNotUnderstoodIsRefused_data()
    {
        QTest::addColumn<QString>("proxies");
        for (const char *proxies : {"proxy.example", "10.0.0", "10.0.0.5/33", "10.0.0.5/x", "10.0.0.5 10.0.0.6", "0.0.0.0/0", "::/0", "10.0.0.0/7", "*", "10.0.0.5/", "1"})
            QTest::newRow(proxies) << QString::fromLatin1(proxies);
    }
    void aListThatIsNotUnderstoodIsRefused()
    {
        QFETCH(QString, proxies);
        const auto made = SourceRule::make(SourceRule::From::Safaricom, u"10.0.0.5,"_s + proxies);
        QVERIFY(!made);
        QVERIFY2(made.error().contains(proxies), qPrintable(made.error()));
    }
};

QTEST_GUILESS_MAIN(TestSourceRule)
#include "tst_source_rule.moc"
