#include "tests/e2e/cli/kauntactl_process.h"
#include "tests/e2e/cli/practice_files.h"
#include "tests/e2e/desktop/screen.h"
#include "core/profile/writer_lock.h"

#include <memory>

using namespace kaunta::test;
using namespace Qt::StringLiterals;

namespace {

// look.md, Tokens, light.
constexpr QRgb kPaid = 0x15803D;
constexpr QRgb kWaiting = 0xB45309;
constexpr QRgb kDeclined = 0xB91C1C;
constexpr QRgb kUnknown = 0x6D28D9;
constexpr QRgb kInfo = 0x1D4ED8;

constexpr int kMargin = 24;
constexpr QRgb kDesk = 0xCBD3D8;

} // namespace

//! The till itself on a display of its own, with a keyboard and nothing else.
class TestDesktop : public QObject
{
    Q_OBJECT
    std::unique_ptr<Screen> m_screen;
    std::unique_ptr<QTemporaryDir> m_dir;

    Shop shop() const { return Shop(m_dir->path()); }
    QString inPractice(const QString &name) const { return shop().path(u"profiles/practice/"_s + name); }

    //! The two windows side by side, as they stand on the screen, without the emptiness around them.
    void savePicture(const QString &name, const QList<QRect> &windows) const
    {
        QRect all;
        for (const QRect &window : windows)
            all |= window;
        const QImage seen = m_screen->look();
        QImage picture(all.size() + QSize(2 * kMargin, 2 * kMargin), QImage::Format_RGB32);
        picture.fill(kDesk);
        for (const QRect &window : windows)
            for (int y = 0; y < window.height(); ++y)
                for (int x = 0; x < window.width(); ++x)
                    picture.setPixel(window.topLeft() - all.topLeft() + QPoint(kMargin + x, kMargin + y), seen.pixel(window.left() + x, window.top() + y));
        const QString folder = qEnvironmentVariable("KAUNTA_PICTURES", QStringLiteral(KAUNTA_PICTURES_HERE));
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(picture.save(folder + u'/' + name));
    }
    QByteArray ledger(const QString &statement) const { return sql(inPractice(u"ledger.sqlite"_s), statement).value(0); }
    //! F8, and the window of that name has the keyboard.
    bool goTo(const Kaunta &till, const QString &title) const
    {
        m_screen->press({u"F8"_s});
        return QTest::qWaitFor([&] { return m_screen->hasFocus(m_screen->window(till.pid(), title)); }, 10'000);
    }
    //! A second person's PIN, in the window that asks for it.
    bool approve(const Kaunta &till, const QString &pin) const
    {
        quint64 dialog = 0;
        if (!QTest::qWaitFor([&] { return (dialog = m_screen->window(till.pid(), u"^Approval"_s)) != 0; }, 10'000))
            return false;
        m_screen->focus(dialog);
        m_screen->type(pin);
        m_screen->press({u"Return"_s});
        return QTest::qWaitFor([&] { return m_screen->window(till.pid(), u"^Approval"_s) == 0; }, 10'000);
    }
    //! Enough dots of a colour for a person to see.
    bool shows(QRgb colour, const QRect &where, int least) const
    {
        return QTest::qWaitFor([&] { return m_screen->dots(colour, where) >= least; }, 20'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_screen = std::make_unique<Screen>();
        QVERIFY2(!m_screen->display().isEmpty(), "Xvfb does not start");
    }
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void aPracticePaymentByKeyboardAlone()
    {
        WindowWatch watch(m_screen->display());
        Kaunta till(*m_screen, m_dir->path());
        QVERIFY2(till.window() != 0, till.printed().constData());
        qInfo("the window came after about %lld ms; %d MiB resident", till.startMs(), till.residentMiB());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(inPractice(u"ledger.sqlite"_s)), 20'000);
        QCOMPARE(watch.appeared(), QList<quint64>{till.window()});   // and nothing else has flashed up meanwhile

        till.typeSale(u"100"_s, u"0722 000 000"_s);
        m_screen->pressAtOnce({u"Return"_s, u"Return"_s});   // the cashier who hits Enter twice
        quint64 phone = 0;
        QTRY_VERIFY_WITH_TIMEOUT((phone = m_screen->window(till.pid(), u"^Practice phone"_s)) != 0, 20'000);
        QCOMPARE(watch.appeared(), (QList<quint64>{till.window(), phone}));
        QVERIFY2(shows(kWaiting, till.where(), 500), "the wait page");
        m_screen->press({u"F8"_s});
        QTRY_VERIFY_WITH_TIMEOUT(m_screen->hasFocus(phone), 10'000);
        m_screen->press({u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"Return"_s});

        QTRY_COMPARE_WITH_TIMEOUT(shop().run({u"sale"_s, u"list"_s}).states(), u"paid!"_s, 30'000);   // a reader needs no lock
        QVERIFY2(shows(kPaid, till.where(), 20'000), "a large green panel");
        QVERIFY(m_screen->geometry(phone).left() > till.where().right());
        savePicture(u"charge-paid.png"_s, {till.where(), m_screen->geometry(phone)});

        // A second sale: F8 leads back from the phone to the till, Enter begins it.
        m_screen->press({u"F8"_s});
        QTRY_VERIFY_WITH_TIMEOUT(m_screen->hasFocus(till.window()), 10'000);
        QVERIFY(QTest::qWaitFor([&] {   // an outcome cannot be left in its first moment
            m_screen->press({u"Return"_s});
            return m_screen->dots(kPaid, till.where()) < 1'000;
        }, 10'000));
        till.typeSale(u"55"_s, u"0722000001"_s);
        m_screen->press({u"Return"_s});
        QVERIFY2(shows(kDeclined, till.where(), 20'000), "cancelled by the customer");

        QCOMPARE(till.close(), 0);
        const auto sales = shop().run({u"sale"_s, u"list"_s}).lines();   // newest first
        QCOMPARE(sales.size(), 2);
        QCOMPARE(sales.first().value("state"_L1).toString(), u"declined"_s);
        QCOMPARE(sales.last().value("state"_L1).toString(), u"paid"_s);
        QCOMPARE(sales.last().value("amount"_L1).toString(), u"100.00"_s);
        QVERIFY(sales.last().value("receipt"_L1).toString().startsWith("TEST"_L1));
        QCOMPARE(promptsIn(m_dir->path()), 2);
        QCOMPARE(shop().run({u"ledger"_s, u"verify"_s}).exitCode, 0);
        QCOMPARE(leaksIn(till.printed(), secretsOf(m_dir->path())).join(u'\n'), QString());
    }

    void tillAndPhoneStandSideBySideOnASmallScreen()
    {
        const Screen small(u"1280x800"_s);
        Kaunta till(small, m_dir->path());
        QVERIFY2(till.window() != 0, till.printed().constData());
        till.typeSale(u"100"_s, u"0722 000 000"_s);
        small.press({u"Return"_s});
        quint64 phone = 0;
        QTRY_VERIFY_WITH_TIMEOUT((phone = small.window(till.pid(), u"^Practice phone"_s)) != 0, 20'000);
        QVERIFY(till.where().left() >= 0);
        QVERIFY(small.geometry(phone).left() > till.where().right());
        QVERIFY(small.geometry(phone).right() < 1280);
        QCOMPARE(till.close(), 0);
    }

    void aPaymentThatNobodyAskedForIsSeenMatchedUndoneAndItsCodeIsGoodOnce()
    {
        Kaunta till(*m_screen, m_dir->path());
        QVERIFY2(till.window() != 0, till.printed().constData());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(inPractice(u"ledger.sqlite"_s)), 20'000);
        for (const QString &amount : {u"300"_s, u"20"_s}) {   // two sales that are not paid
            till.typeSale(amount, u"0722000001"_s);
            m_screen->press({u"Return"_s});
            QVERIFY2(shows(kDeclined, till.where(), 20'000), "cancelled by the customer");
            QVERIFY(QTest::qWaitFor([&] {   // an outcome cannot be left in its first moment
                m_screen->press({u"Return"_s});
                return m_screen->dots(kDeclined, till.where()) < 1'000;
            }, 10'000));
        }
        QTRY_VERIFY_WITH_TIMEOUT(!ledger(u"SELECT value FROM setting WHERE name = 'c2b-registered'"_s).isEmpty(), 20'000);
        const QRect header(till.where().left() + 200, till.where().top() + 20, till.where().width() - 200, 80);

        QVERIFY(goTo(till, u"^Practice phone"_s));
        m_screen->press({u"p"_s, u"3"_s, u"0"_s, u"0"_s, u"Return"_s, u"Return"_s});
        QVERIFY2(shows(kInfo, header, 200), "the bar tells it");
        savePicture(u"direct-news.png"_s, {till.where(), m_screen->geometry(m_screen->window(till.pid(), u"^Practice phone"_s))});
        const QByteArray code = ledger(u"SELECT receipt FROM payment WHERE charge_id IS NULL"_s);
        QVERIFY(code.startsWith("TEST"));

        QVERIFY(goTo(till, u"^Kaunta$"_s));
        m_screen->press({u"F2"_s, u"Return"_s});
        m_screen->type(u"a1-0001"_s);
        savePicture(u"direct-page.png"_s, {till.where()});
        m_screen->press({u"Return"_s});
        const QString onSale = u"SELECT s.number FROM payment p JOIN sale s ON s.id = p.sale_id WHERE p.charge_id IS NULL"_s;
        QTRY_COMPARE_WITH_TIMEOUT(ledger(onSale), "A1-0001", 10'000);
        savePicture(u"direct-matched.png"_s, {till.where()});

        // It was the wrong customer: a supervisor takes it off again.
        m_screen->press({u"ctrl+z"_s});
        QVERIFY2(shows(kPaid, {till.where().right() - 280, till.where().top(), 280, till.where().height()}, 50), "the payment that was matched");
        m_screen->type(u"wrong customer"_s);
        m_screen->press({u"Tab"_s, u"space"_s});
        savePicture(u"direct-undo.png"_s, {till.where()});
        QVERIFY(approve(till, u"2222"_s));
        QTRY_VERIFY_WITH_TIMEOUT(ledger(onSale).isEmpty(), 10'000);
        QCOMPARE(ledger(u"SELECT actor FROM event WHERE kind = 'payment.unmatched'"_s), "cashier");

        // The customer shows the code; then somebody else shows it again, and a third one has made one up.
        const auto showCode = [&](const QString &sale, const QString &shown) {
            m_screen->press({u"Escape"_s, u"F2"_s, u"F7"_s});
            m_screen->type(sale);
            m_screen->press({u"Tab"_s});
            m_screen->type(shown);
            m_screen->press({u"Return"_s});
        };
        m_screen->focus(till.window());
        showCode(u"a1-0001"_s, QString::fromLatin1(code).toLower());
        QTRY_COMPARE_WITH_TIMEOUT(ledger(onSale), "A1-0001", 20'000);
        QVERIFY2(shows(kPaid, till.where(), 200), "found");
        m_screen->press({u"Escape"_s});
        showCode(u"a1-0002"_s, QString::fromLatin1(code));
        QVERIFY2(shows(kDeclined, till.where(), 200), "used before");
        savePicture(u"claim-used.png"_s, {till.where()});
        QCOMPARE(ledger(onSale), "A1-0001");
        m_screen->press({u"Escape"_s});
        showCode(u"a1-0002"_s, u"fake123456"_s);
        QVERIFY2(shows(kUnknown, till.where(), 500), "claimed, not verified");
        savePicture(u"claim-open.png"_s, {till.where()});
        QCOMPARE(ledger(u"SELECT state FROM claim WHERE code = 'FAKE123456'"_s), "open");
        QCOMPARE(till.close(), 0);
        QCOMPARE(shop().run({u"ledger"_s, u"verify"_s}).exitCode, 0);
        QCOMPARE(leaksIn(till.printed(), secretsOf(m_dir->path())).join(u'\n'), QString());
    }

    void aTillThatWasKilledFollowsItsPromptAndSendsNone()
    {
        {
            Kaunta till(*m_screen, m_dir->path());
            QVERIFY2(till.window() != 0, till.printed().constData());
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(inPractice(u"ledger.sqlite"_s)), 20'000);
            till.typeSale(u"100"_s, u"0722000022"_s);
            m_screen->press({u"Return"_s});
            QTRY_COMPARE_WITH_TIMEOUT(shop().run({u"pending"_s}).states(), u"prompted"_s, 20'000);
            till.killNine();
        }
        const QJsonObject before = shop().run({u"pending"_s}).last();
        const auto questions = [this, id = before.value("sale"_L1).toString()] {
            const auto story = shop().run({u"sale"_s, u"show"_s, id}).lines(u"event"_s);
            return std::count_if(story.begin(), story.end(), [](const QJsonObject &event) { return event.value("kind"_L1).toString() == "charge.query_pending"_L1; });
        };
        const auto asked = questions();

        Kaunta again(*m_screen, m_dir->path());
        QVERIFY2(again.window() != 0, again.printed().constData());
        QTRY_VERIFY_WITH_TIMEOUT(questions() > asked, 30'000);   // M-PESA is asked about it
        QVERIFY2(shows(kWaiting, again.where(), 100), "it is to be seen");
        savePicture(u"after-kill.png"_s, {again.where()});
        const auto sales = shop().run({u"sale"_s, u"list"_s}).lines();
        QCOMPARE(sales.size(), 1);
        QCOMPARE(sales.first().value("charge"_L1), before.value("charge"_L1));
        QCOMPARE(promptsIn(m_dir->path()), 1);
        QCOMPARE(again.close(), 0);
        QCOMPARE(shop().run({u"pending"_s}).states(), u"prompted"_s);
        QCOMPARE(leaksIn(again.printed(), secretsOf(m_dir->path())).join(u'\n'), QString());
    }

    void aSecondStartShowsTheFirstWindowAndEnds()
    {
        Kaunta first(*m_screen, m_dir->path());
        QVERIFY2(first.window() != 0, first.printed().constData());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(inPractice(u"ledger.sqlite"_s)), 20'000);
        QProcess second;
        second.setProcessEnvironment(m_screen->environment());
        second.start(QStringLiteral(KAUNTA_KAUNTA), {u"--data-dir"_s, m_dir->path() + u"/."_s});
        QVERIFY(second.waitForFinished(20'000));
        QCOMPARE(second.exitCode(), 0);
        QVERIFY(first.isRunning());
        QCOMPARE(first.close(), 0);
    }

    void whoCannotHaveTheLedgerSaysThatATillRunsAndCannotCharge()
    {
        QCOMPARE(shop().run({u"pending"_s}).exitCode, 0);   // makes the folders
        auto lock = kaunta::WriterLock::take(inPractice({}));
        QVERIFY(lock);
        {
            Kaunta second(*m_screen, m_dir->path());
            QVERIFY2(second.window() != 0, second.printed().constData());
            QVERIFY2(shows(kDeclined, second.where(), 50), "the trouble is told in red");
            second.typeSale(u"100"_s, u"0722000001"_s);
            m_screen->press({u"Return"_s});
            savePicture(u"till-running.png"_s, {second.where()});
            QVERIFY(second.isRunning());
            QCOMPARE(second.close(), 0);
        }
        lock.reset();
        QCOMPARE(shop().charges(), 0);

        Kaunta first(*m_screen, m_dir->path());
        m_screen->focus(first.window());
        QTRY_VERIFY_WITH_TIMEOUT(m_screen->hasFocus(first.window()), 10'000);
        first.typeSale(u"100"_s, u"0722000023"_s);
        m_screen->press({u"Return"_s});
        QTRY_COMPARE_WITH_TIMEOUT(shop().run({u"sale"_s, u"list"_s}).states(), u"not_sent!"_s, 20'000);
        QCOMPARE(first.close(), 0);
    }

    void aTillThatBrokeOffLeavesANoteWithoutSecretsAndSaysSoAtTheNextStart()
    {
        const QDir crashes(m_dir->filePath(u"crash"_s));
        {
            Kaunta till(*m_screen, m_dir->path());
            QVERIFY2(till.window() != 0, till.printed().constData());
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(inPractice(u"ledger.sqlite"_s)), 20'000);
            till.typeSale(u"100"_s, u"0722000000"_s);
            m_screen->press({u"Return"_s});
            QTRY_COMPARE_WITH_TIMEOUT(shop().run({u"pending"_s}).states(), u"prompted"_s, 20'000);
            QVERIFY(till.breakOff());
        }
        const QStringList notes = crashes.entryList(QDir::Files);
        QCOMPARE(notes.size(), 1);
        QFile note(crashes.filePath(notes.first()));
        QVERIFY(note.open(QIODevice::ReadOnly));
        const QByteArray text = note.readAll();
        QVERIFY2(text.startsWith("Kaunta ") && text.contains("\nsignal 11\n"), text.constData());
        QCOMPARE(leaksIn(text, secretsOf(m_dir->path())).join(u'\n'), QString());

        Kaunta again(*m_screen, m_dir->path());
        QTRY_COMPARE_WITH_TIMEOUT(crashes.entryList(QDir::Files), (QStringList{notes.first().chopped(4) + u".txt"_s}), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(shop().run({u"pending"_s}).states() == "prompted"_L1, 20'000);
        savePicture(u"after-a-crash.png"_s, {again.where()});
        QCOMPARE(again.close(), 0);
    }

    void theCloseButtonEndsItCleanlyEvenAtOnceAndWhileAPromptWaits()
    {
        {
            Kaunta till(*m_screen, m_dir->path());
            QVERIFY2(till.window() != 0, till.printed().constData());
            QCOMPARE(till.close(), 0);
        }
        Kaunta till(*m_screen, m_dir->path());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(inPractice(u"ledger.sqlite"_s)), 20'000);
        till.typeSale(u"100"_s, u"0722000000"_s);
        m_screen->press({u"Return"_s});
        QTRY_VERIFY_WITH_TIMEOUT(m_screen->window(till.pid(), u"^Practice phone"_s) != 0, 20'000);
        QCOMPARE(till.close(), 0);   // the phone does not keep it alive
        QCOMPARE(shop().run({u"pending"_s}).states(), u"prompted"_s);
        QCOMPARE(shop().run({u"ledger"_s, u"verify"_s}).exitCode, 0);
    }

    void nothingPrintedHasAPhoneNumber() { QCOMPARE(leaksIn(everythingPrinted(), {"Bearer ", "practice-consumer"}).join(u'\n'), QString()); }
};

QTEST_GUILESS_MAIN(TestDesktop)
#include "tst_desktop.moc"
