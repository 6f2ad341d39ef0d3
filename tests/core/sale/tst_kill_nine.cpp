#include "core/ledger/verify.h"
#include "tests/support/rude_server.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunta;
using namespace kaunta::test;
using namespace Qt::StringLiterals;

//! Kills a till for real at every boundary between journal, send, answer and record, starts it again, and looks at the wire
//! and at the screen: no second prompt, no lost sale, the same screen.
class TestKillNine : public QObject
{
    Q_OBJECT

    // One answer that is right for a token, a push and a query alike, so that the server needs no routes.
    static constexpr const char *kAnswer =
        R"({"access_token":"tok","expires_in":"3599","MerchantRequestID":"m","CheckoutRequestID":"ws_CO_1","ResponseCode":"0",)"
        R"("ResponseDescription":"ok","ResultCode":"0","ResultDesc":"ok"})";

    static QStringList run(const QString &dir, const RudeServer &server, const QString &mode, const QString &point, bool *killed)
    {
        QProcess till;
        till.start(QStringLiteral(KAUNTA_CRASHING_TILL), {dir, server.url(QString()).toString(), mode, point});
        // The server lives in our event loop, so the loop must run while we wait.
        if (!QTest::qWaitFor([&] { return till.state() == QProcess::NotRunning; }, 30'000))
            qFatal("the till hangs");
        *killed = till.exitStatus() == QProcess::CrashExit;
        if (!*killed && till.exitCode() != 0)
            qFatal("the till ended with %d: %s", till.exitCode(), till.readAllStandardError().constData());
        return QString::fromUtf8(till.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    }
    static int pushes(const RudeServer &server)
    {
        int count = 0;
        for (const auto &seen : server.seen())
            count += seen.head.startsWith("POST /mpesa/stkpush/v1/processrequest ") ? 1 : 0;
        return count;
    }

private Q_SLOTS:
    void noSecondPromptNoLostSaleSameScreen_data()
    {
        QTest::addColumn<int>("sales");
        QTest::addColumn<int>("prompts");
        QTest::addColumn<QString>("state");
        QTest::newRow("before-append-1") << 0 << 0 << QString();             // nothing was written, nothing may be sent
        QTest::newRow("after-append-1") << 1 << 0 << u"unknown"_s;           // journaled, and nobody can prove that it did not leave
        QTest::newRow("first-byte-processrequest") << 1 << 0 << u"unknown"_s;
        QTest::newRow("answer-processrequest") << 1 << 1 << u"unknown"_s;    // M-PESA took it, and we never read so
        QTest::newRow("before-append-2") << 1 << 1 << u"unknown"_s;
        QTest::newRow("after-append-2") << 1 << 1 << u"paid"_s;              // known to be prompted: asked, and paid by query
        QTest::newRow("before-append-3") << 1 << 1 << u"paid SKE52PAWR9"_s;  // the callback is in the inbox
        QTest::newRow("after-append-3") << 1 << 1 << u"paid SKE52PAWR9"_s;
        QTest::newRow("answer-query") << 1 << 1 << u"paid SKE52PAWR9"_s;
        QTest::newRow("before-append-4") << 1 << 1 << u"paid SKE52PAWR9"_s;
        QTest::newRow("after-append-4") << 1 << 1 << u"paid SKE52PAWR9"_s;
    }
    void noSecondPromptNoLostSaleSameScreen()
    {
        QFETCH(int, sales);
        QFETCH(int, prompts);
        QFETCH(QString, state);
        const QString point = QString::fromLatin1(QTest::currentDataTag());
        const QTemporaryDir dir;
        RudeServer server(Manners::Answer);
        server.answer = kAnswer;

        bool killed = false;
        const QStringList before = run(dir.path(), server, u"charge"_s, point, &killed);
        QVERIFY2(killed, "the till was to die here; the boundary was not reached");

        QStringList screens;
        for (int restart = 0; restart < 3; ++restart) {
            const QStringList after = run(dir.path(), server, u"resume"_s, {}, &killed).filter(u"charge "_s);
            QVERIFY(!killed);
            QCOMPARE(after.size(), sales);
            screens << after.join(u'\n').simplified();
            if (sales == 1)
                QCOMPARE(after.first().section(u' ', 2).trimmed(), state);
        }
        QCOMPARE(screens.removeDuplicates(), 2);
        QCOMPARE(pushes(server), prompts);
        // What the screen said before the death still holds: Paid stays Paid, and nothing that was shown is missing.
        QVERIFY(before.isEmpty() || sales == 1);
        if (before.contains(u"shown paid"_s))
            QVERIFY(state.startsWith("paid"_L1));
        const auto verdict = ledger::verify(dir.filePath(u"ledger.sqlite"_s), u"A1"_s);
        QVERIFY2(verdict.sound(), qPrintable(verdict.why));
    }

    void deathWhileTheServerHoldsTheAnswerLeavesOnePromptAndOneSale()
    {
        const QTemporaryDir dir;
        RudeServer server(Manners::Answer);
        server.answer = kAnswer;
        QProcess till;
        till.start(QStringLiteral(KAUNTA_CRASHING_TILL), {dir.path(), server.url(QString()).toString(), u"charge"_s});
        connect(&server, &RudeServer::requestSeen, this, [&] { server.setManners(pushes(server) > 0 ? Manners::Silent : Manners::Answer); });
        QTRY_COMPARE_WITH_TIMEOUT(pushes(server), 1, 20'000);
        till.kill();
        QVERIFY(till.waitForFinished());
        disconnect(&server, nullptr, this, nullptr);
        server.setManners(Manners::Answer);
        for (int restart = 0; restart < 2; ++restart) {
            bool killed = false;
            const QStringList after = run(dir.path(), server, u"resume"_s, {}, &killed).filter(u"charge "_s);
            QCOMPARE(after.size(), 1);
            QVERIFY(after.first().contains(u" unknown"_s));
        }
        QCOMPARE(pushes(server), 1);
    }
};

QTEST_GUILESS_MAIN(TestKillNine)
#include "tst_kill_nine.moc"
