#include "core/people/pin_rules.h"

#include <QTest>

using namespace kaunta::people;

class TestPinRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pins_data()
    {
        QTest::addColumn<QByteArray>("pin");
        QTest::addColumn<bool>("cashier");
        QTest::addColumn<bool>("manager");
        const auto row = [](const char *pin, bool cashier, bool manager) { QTest::newRow(*pin ? pin : "nothing") << QByteArray(pin) << cashier << manager; };
        row("", false, false);
        row("482", false, false);
        row("4829", true, false);
        row("48291", true, false);
        row("482915", true, true);
        row("482915482915", true, true);
        row("4829154829150", false, false);
        row("1111", false, false);
        row("000000", false, false);
        row("1234", false, false);
        row("456789", false, false);
        row("987654", false, false);
        row("4321", false, false);
        row("1235", true, false);
        row("112233", true, true);
        row("48a9", false, false);
        row("48 9", false, false);
        row("\xd9\xa4\xd9\xa8", false, false);   // Arabic digits are digits to QChar, and on no till's keypad
    }
    void pins()
    {
        QFETCH(QByteArray, pin);
        QTEST(isGoodPin(pin, Role::Cashier, false), "cashier");
        QTEST(isGoodPin(pin, Role::Manager, false), "manager");
        QTEST(isGoodPin(pin, Role::Manager, true), "cashier");   // practice: four digits for all
    }

    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("good");
        QTest::newRow("plain") << QStringLiteral("wanjiku") << true;
        QTest::newRow("all that is allowed") << QStringLiteral("a.b-c9") << true;
        QTest::newRow("32") << QString(32, u'a') << true;
        QTest::newRow("33") << QString(33, u'a') << false;
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("capital") << QStringLiteral("Wanjiku") << false;
        QTest::newRow("blank") << QStringLiteral("wan jiku") << false;
        QTest::newRow("not ASCII") << QStringLiteral("wanjik\u0169") << false;
        QTest::newRow("the program's own name") << QStringLiteral("till") << false;
    }
    void names()
    {
        QFETCH(QString, name);
        QTEST(isUserName(name), "good");
    }
};

QTEST_APPLESS_MAIN(TestPinRules)
#include "tst_pin_rules.moc"
