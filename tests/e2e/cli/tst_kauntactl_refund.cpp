#include "tests/e2e/cli/kauntactl_process.h"
#include "tests/e2e/cli/practice_files.h"

#include <QFile>
#include <QTemporaryDir>
#include <memory>

using namespace kaunta::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kManagersPin = "2222\n";

} // namespace

//! Refunds and questions in practice mode, with the real program: who may, what the ledger says, what M-PESA says.
class TestKauntactlRefund : public QObject
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;

    Shop shop() const { return Shop(m_dir->path()); }
    QString chargedSale(const QString &phone) const
    {
        const Outcome charged = shop().charge(phone);
        if (charged.exitCode != 0)
            QTest::qFail(charged.told(), __FILE__, __LINE__);
        return charged.last().value("sale"_L1).toString();
    }
    QString chargedReceipt(const QString &phone) const { return shop().charge(phone).last().value("receipt"_L1).toString(); }
    Outcome refund(const QString &sale, const QByteArray &pin = kManagersPin, const QStringList &more = {}) const
    {
        return shop().run(QStringList{u"refund"_s, sale, u"--reason"_s, u"Wrong size"_s, u"--approver"_s, u"manager"_s} + more, pin);
    }
    static QString codeOf(const Outcome &outcome) { return outcome.last().value("code"_L1).toString(); }
    //! "journaled accepted done!"
    static QString statesOf(const Outcome &outcome)
    {
        QStringList words;
        for (const QJsonObject &line : outcome.lines(u"refund"_s))
            words << line.value("state"_L1).toString() + (line.value("final"_L1).toBool() ? u"!"_s : QString());
        return words.join(u' ');
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(QFile::setPermissions(m_dir->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void aSecondPersonsPinSendsThePaymentBackAndAcceptedIsNotDone()
    {
        const QString sale = chargedSale(u"0722000000"_s);
        const Outcome refunded = refund(sale);
        QVERIFY2(refunded.exitCode == 0, refunded.told());
        QCOMPARE(statesOf(refunded), u"journaled accepted done!"_s);
        const QJsonObject last = refunded.last();
        QVERIFY(last.value("reversalReceipt"_L1).toString().startsWith("TEST"_L1));
        QVERIFY(last.value("reversalReceipt"_L1) != last.value("receipt"_L1));
        QCOMPARE(last.value("requestedBy"_L1).toString(), u"cashier"_s);
        QCOMPARE(last.value("approvedBy"_L1).toString(), u"manager"_s);
        QCOMPARE(last.value("evidence"_L1).toString(), u"result"_s);
        QCOMPARE(last.value("amount"_L1).toString(), u"100.00"_s);
        for (const QJsonObject &line : refunded.lines(u"refund"_s).mid(0, 2))
            QVERIFY(line.value("reversalReceipt"_L1).isNull() && !line.value("final"_L1).toBool());
        QCOMPARE(shop().run({u"ledger"_s, u"verify"_s}).exitCode, 0);
    }

    void aReceiptIsRefundedOnce()
    {
        const QString sale = chargedSale(u"0722000000"_s);
        QCOMPARE(refund(sale).exitCode, 0);
        const Outcome second = refund(sale);
        QVERIFY2(second.exitCode == 12, second.told());
        QCOMPARE(codeOf(second), u"refund-exists"_s);
    }

    void withoutARightPinOfASecondPersonNothingIsSent_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("pin");
        QTest::addColumn<QString>("code");
        QTest::newRow("wrong PIN") << QStringList{u"--approver"_s, u"manager"_s} << QByteArray("2223\n") << u"pin-wrong"_s;
        QTest::newRow("no PIN") << QStringList{u"--approver"_s, u"manager"_s} << QByteArray() << u"pin-wrong"_s;
        QTest::newRow("a cashier's PIN") << QStringList{u"--user"_s, u"manager"_s, u"--approver"_s, u"cashier"_s} << QByteArray("1111\n") << u"not-allowed"_s;
        QTest::newRow("one's own") << QStringList{u"--user"_s, u"manager"_s, u"--approver"_s, u"manager"_s} << kManagersPin << u"self-approval"_s;
        QTest::newRow("nobody's") << QStringList{u"--approver"_s, u"juma"_s} << kManagersPin << u"user-missing"_s;
    }
    void withoutARightPinOfASecondPersonNothingIsSent()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, pin);
        QFETCH(QString, code);
        const QString sale = chargedSale(u"0722000000"_s);
        const Outcome tried = shop().run(QStringList{u"refund"_s, sale, u"--reason"_s, u"Wrong size"_s} + options, pin);
        QVERIFY2(tried.exitCode == 5, tried.told());
        QCOMPARE(codeOf(tried), code);
        QVERIFY(tried.lines(u"refund"_s).isEmpty());
        const Outcome right = refund(sale);
        QVERIFY2(right.exitCode == 0, right.told());   // nothing stands in the way of the right one
    }

    void whatCannotBeRefundedSaysSoBeforeAPinIsLookedAt()
    {
        const Outcome nobodys = refund(u"A1-0001"_s);
        QVERIFY2(nobodys.exitCode == 2, nobodys.told());
        QCOMPARE(codeOf(nobodys), u"not-found"_s);
        const QString unpaid = shop().charge(u"0722000001"_s).last().value("sale"_L1).toString();
        const Outcome declined = refund(unpaid, "0000\n");
        QVERIFY2(declined.exitCode == 12, declined.told());
        QCOMPARE(codeOf(declined), u"refund-not-possible"_s);
    }

    void aRefundWhoseResultNeverComesIsUnknownUntilMpesaIsAsked()
    {
        const QString sale = chargedSale(u"0722000024"_s);
        const Outcome waited = refund(sale, kManagersPin, {u"--wait"_s, u"4"_s});
        QVERIFY2(waited.exitCode == 11, waited.told());
        QCOMPARE(statesOf(waited), u"journaled accepted"_s);
        const Outcome again = refund(sale);
        QVERIFY2(again.exitCode == 12, again.told());
        QCOMPARE(codeOf(again), u"refund-exists"_s);
        const Outcome resumed = shop().run({u"resume"_s, u"--wait"_s, u"60"_s});
        QVERIFY2(resumed.exitCode == 0, resumed.told());
        QCOMPARE(statesOf(resumed), u"done!"_s);
        QCOMPARE(resumed.lines(u"refund"_s).last().value("evidence"_L1).toString(), u"status"_s);
    }

    void aRefusedRefundIsRefusedWithMpesasOwnCode()
    {
        const Outcome refused = refund(chargedSale(u"0722000025"_s));
        QVERIFY2(refused.exitCode == 10, refused.told());
        QCOMPARE(statesOf(refused), u"journaled accepted refused!"_s);
        QCOMPARE(refused.last().value("reason"_L1).toString(), u"1"_s);
    }

    //! Repeated tries with a wrong password lock the shop's M-PESA user.
    void aWrongInitiatorStopsRefundsAtOnce()
    {
        const Outcome refused = refund(chargedSale(u"0722000026"_s));
        QVERIFY2(refused.exitCode == 10, refused.told());
        QCOMPARE(refused.last().value("reason"_L1).toString(), u"2001"_s);
        const Outcome stopped = refund(chargedSale(u"0722000000"_s));
        QVERIFY2(stopped.exitCode == 3, stopped.told());
        QCOMPARE(codeOf(stopped), u"initiator-refused"_s);
        QVERIFY(stopped.lines(u"refund"_s).isEmpty());
        const auto allow = [this](const QByteArray &pin) {
            return shop().run({u"refund"_s, u"initiator"_s, u"--reason"_s, u"New password stored"_s, u"--approver"_s, u"manager"_s}, pin);
        };
        QCOMPARE(allow("2221\n").exitCode, 5);
        const Outcome allowed = allow(kManagersPin);
        QVERIFY2(allowed.exitCode == 0, allowed.told());
        const Outcome again = refund(shop().run({u"sale"_s, u"list"_s}).lines(u"state"_s).value(0).value("sale"_L1).toString());
        QVERIFY2(again.exitCode == 0, again.told());
    }

    void theBalanceIsToldPerAccountWithItsTime()
    {
        const auto utility = [](const Outcome &told) {
            for (const QJsonValue &account : told.last().value("accounts"_L1).toArray())
                if (account.toObject().value("name"_L1).toString() == "Utility Account"_L1)
                    return account.toObject().value("available"_L1).toString().toDouble();   // of a test, not of money code
            return -1.0;
        };
        const Outcome before = shop().run({u"balance"_s}, {});
        QVERIFY2(before.exitCode == 0, before.told());
        QVERIFY(!before.last().value("asOf"_L1).isNull());
        QVERIFY(utility(before) >= 0);
        chargedSale(u"0722000000"_s);
        const Outcome after = shop().run({u"balance"_s});
        QCOMPARE(utility(after), utility(before) + 100);
    }

    void mpesaSaysWhatBecameOfAReceipt()
    {
        const QString receipt = chargedReceipt(u"0722000000"_s);
        const Outcome known = shop().run({u"status"_s, receipt});
        QVERIFY2(known.exitCode == 0, known.told());
        QCOMPARE(known.last().value("status"_L1).toString(), u"Completed"_s);
        QCOMPARE(known.last().value("completed"_L1), QJsonValue(true));
        QCOMPARE(known.last().value("amount"_L1).toString(), u"100.00"_s);
        const Outcome unknown = shop().run({u"status"_s, u"TESTAAAAAA"_s});
        QVERIFY2(unknown.exitCode == 11, unknown.told());
        QCOMPARE(unknown.last().value("completed"_L1), QJsonValue(false));
    }

    void pullFindsTheReceiptThatNoCallbackBrought()
    {
        const Outcome paid = shop().charge(u"0722000020"_s);   // paid, no callback: only a query said so
        QCOMPARE(paid.exitCode, 0);
        QVERIFY(paid.last().value("receipt"_L1).isNull());
        const Outcome pulled = shop().run({u"pull"_s});
        QVERIFY2(pulled.exitCode == 0, pulled.told());
        QCOMPARE(pulled.last().value("outcome"_L1).toString(), u"done"_s);
        const QJsonObject sale = shop().run({u"sale"_s, u"list"_s}).lines(u"state"_s).value(0);
        QVERIFY2(sale.value("receipt"_L1).toString().startsWith("TEST"_L1), pulled.told());
    }

    void aSimulatedPaymentBecomesADirectPaymentOfItsOwn()
    {
        QCOMPARE(shop().run({u"c2b"_s, u"register"_s}).exitCode, 0);
        const Outcome played = shop().run({u"c2b"_s, u"simulate"_s, u"--phone"_s, u"0711000001"_s, u"--amount"_s, u"250"_s, u"--reference"_s, u"CHAI"_s});
        QVERIFY2(played.exitCode == 0, played.told());
        const Outcome pulled = shop().run({u"pull"_s, u"--hours"_s, u"1"_s});
        QVERIFY2(pulled.exitCode == 0, pulled.told());
        QCOMPARE(pulled.last().value("records"_L1).toInt(), 1);
        QCOMPARE(sql(shop().path(u"profiles/practice/ledger.sqlite"_s), u"SELECT count(*) FROM payment WHERE charge_id IS NULL"_s), QList<QByteArray>{"1"});
    }

    void aQrCodeIsAPicture()
    {
        const QString file = m_dir->filePath(u"qr.png"_s);
        const Outcome made = shop().run({u"qr"_s, u"--amount"_s, u"250"_s, u"--reference"_s, u"CHAI"_s, u"--out"_s, file});
        QVERIFY2(made.exitCode == 0, made.told());
        QFile picture(file);
        QVERIFY(picture.open(QIODevice::ReadOnly));
        QVERIFY(picture.readAll().startsWith("\x89PNG\r\n"));
    }

    void nothingPrintedHasAPinASecretOrAPhoneNumber()
    {
        QCOMPARE(leaksIn(everythingPrinted(), {"2222", "1111"}).join(u'\n'), QString());
    }
};

QTEST_GUILESS_MAIN(TestKauntactlRefund)
#include "tst_kauntactl_refund.moc"
