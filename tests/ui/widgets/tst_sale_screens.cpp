// Renders every state of the sale's screens, checks that nothing is cut off, and leaves pictures for a person to look at.
#include "core/practice/qr_code.h"
#include "tests/ui/support/page_shots.h"
#include "tests/ui/support/till_window.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/step_list.h"
#include "ui/widgets/story_lines.h"

#include <QAbstractScrollArea>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace kaunta;
using namespace Qt::StringLiterals;
using providers::Explanation;
using sale::Status;

namespace {

QByteArray somePng()
{
    return practice::QrCode("PRACTICE|BG|174379|1250|INV1|Mama Njeri Stores").toPng(300);
}

void declined(test::Till &till, Explanation::Remedy remedy, const char *says, const char *next, const QString &code, const QString &text)
{
    auto charge = till.promptCustomer();
    till.clock.advance(std::chrono::seconds{21});
    charge.explanation = {says, next, Explanation::Moved::No, remedy};
    charge.state.reason = code;
    charge.providerText = text;
    till.sales.settle(charge, till.clock, Status::Declined);
    Q_EMIT till.sales.resendStateTold(charge.chargeId, {true, std::chrono::seconds{99}});
}

void polls(test::Till &till, sale::ChargeSnapshot &charge, int count)
{
    for (int i = 0; i < count; ++i) {
        till.clock.advance(std::chrono::seconds{14});
        charge.lastCheckAt = till.clock.nowUtc();
        charge.nextCheckAt = till.clock.nowUtc().addSecs(14);
        charge.timeline << sale::TimelineEntry{till.clock.nowUtc(), u"charge.query_pending"_s, u"500.001.1001"_s, u"The transaction is being processed"_s};
        Q_EMIT till.sales.chargeChanged(charge);
    }
}

const QHash<QString, std::function<void(test::Till &)>> &states()
{
    static const QHash<QString, std::function<void(test::Till &)>> all{
        {u"charge-empty"_s, [](test::Till &) {}},
        {u"charge-filled"_s, [](test::Till &till) {
             till.flow.charge().setAmount(u"1250"_s);
             till.flow.charge().setPhone(u"0722000000"_s);
             till.flow.charge().setReference(u"INV1"_s);
         }},
        {u"charge-problems"_s, [](test::Till &till) {
             till.flow.charge().setAmount(u"999999999"_s);
             till.flow.charge().setPhone(u"0202222222"_s);
             till.flow.charge().setReference(u"INV#1"_s);
         }},
        {u"charge-airtel"_s, [](test::Till &till) {
             till.flow.charge().setAmount(u"250000"_s);
             till.flow.charge().setPhone(u"0733000000"_s);
         }},
        {u"charge-open-request"_s, [](test::Till &till) {
             till.flow.charge().setAmount(u"1250"_s);
             till.flow.charge().setPhone(u"0722000000"_s);
             till.flow.charge().charge();
             sale::ChargeSnapshot open;
             open.chargeId = u"old"_s;
             open.saleNumber = u"A1-0141"_s;
             open.state.status = Status::Unknown;
             open.hasCheckoutId = true;
             open.amount = Money::fromWhole(1250);
             open.phoneMasked = u"0722 … 000"_s;
             open.journaledAt = till.clock.nowUtc().addSecs(-250);
             till.sales.refuse(FailureCode::GuardOpenCharge, {}, open);
         }},
        {u"over-open-request"_s, [](test::Till &till) {
             states().value(u"charge-open-request"_s)(till);
             till.flow.askOver();
             till.flow.charge().over().setReason(u"the customer deleted the message"_s);
         }},
        {u"charge-answered-meanwhile"_s, [](test::Till &till) {
             states().value(u"over-open-request"_s)(till);
             sale::ChargeSnapshot open = till.flow.charge().overlooked();
             till.sales.settle(open, till.clock, Status::Paid, u"TESTK52PAW"_s);
         }},
        {u"charge-countdown"_s, [](test::Till &till) {
             till.flow.charge().setAmount(u"1250"_s);
             till.flow.charge().setPhone(u"0722000000"_s);
             till.flow.charge().charge();
             till.sales.refuse(FailureCode::GuardCountdown, std::chrono::seconds{102});
         }},
        {u"charge-qr"_s, [](test::Till &till) {
             till.flow.charge().setAmount(u"1250"_s);
             till.flow.charge().setReference(u"INV1"_s);
             till.flow.charge().showQr();
             Q_EMIT till.accounts.qrMade(till.accounts.lastTicket, somePng());
         }},
        {u"charge-qr-failed"_s, [](test::Till &till) {
             till.flow.charge().setAmount(u"250000"_s);
             till.flow.charge().setReference(u"INV1"_s);
             till.flow.charge().showQr();
             Q_EMIT till.accounts.accountRefused(till.accounts.lastTicket, {FailureCode::RequestFailed, u"500.001.1001"_s});
         }},
        {u"charge-left-waiting"_s, [](test::Till &till) {
             till.promptCustomer();
             till.flow.leaveWaiting();
         }},
        {u"charge-ledger-alert"_s, [](test::Till &till) {
             sale::Alert alert;
             alert.kind = sale::AlertKind::LedgerTrouble;
             Q_EMIT till.sales.alertRaised(alert);
             Q_EMIT till.sales.onlineChanged(false);
         }},
        {u"charge-refund-alert"_s, [](test::Till &till) {
             Q_EMIT till.refunds.refundAlert(test::someRefund(u"142"_s, refund::Status::Done, 250000));
         }},
        {u"charge-receiver-alert"_s, [](test::Till &till) { till.frame.showReceiverFailure(true); }},
        {u"wait-sending"_s, [](test::Till &till) {
             till.flow.charge().setAmount(u"1250"_s);
             till.flow.charge().setPhone(u"0722000000"_s);
             till.flow.charge().charge();
             till.sales.accept(till.clock);
         }},
        {u"wait-prompted"_s, [](test::Till &till) {
             auto charge = till.promptCustomer();
             polls(till, charge, 1);
             till.clock.advance(std::chrono::seconds{4});
             till.flow.wait().tick();
             sale::Alert late;
             late.charge = charge;
             late.charge.amount = Money::fromWhole(500);
             late.charge.saleNumber = u"A1-0139"_s;
             Q_EMIT till.sales.alertRaised(late);
             till.window.setPendingCount(2);
         }},
        {u"wait-checking"_s, [](test::Till &till) {
             auto charge = till.promptCustomer(u"250000"_s);
             polls(till, charge, 6);
             till.flow.wait().tick();
         }},
        {u"paid"_s, [](test::Till &till) {
             auto charge = till.promptCustomer();
             till.clock.advance(std::chrono::seconds{12});
             till.sales.settle(charge, till.clock, Status::Paid, u"TESTK52PAW"_s);
         }},
        {u"paid-receipt-awaited"_s, [](test::Till &till) { till.sales.settle(till.promptCustomer(), till.clock, Status::Paid); }},
        {u"declined-customer"_s, [](test::Till &till) {
             declined(till, Explanation::Remedy::CustomerCanFix, "The customer cancelled the prompt.", "Ask whether to try again, or take the payment another way.",
                      u"1032"_s, u"Request cancelled by user"_s);
         }},
        {u"declined-wait"_s, [](test::Till &till) {
             declined(till, Explanation::Remedy::WaitAndSendAgain, "The customer's phone could not be reached.",
                      "Ask the customer to switch the phone on and look for the network, then send it again.", u"1037"_s, u"DS timeout user cannot be reached"_s);
         }},
        {u"declined-shop"_s, [](test::Till &till) {
             declined(till, Explanation::Remedy::ShopMustFix, "M-PESA does not know this till the way it is set up.",
                      "Manager: check the store number and the till number in Settings.", u"2028"_s, u"The request is not permitted according to product assignment"_s);
         }},
        {u"not-sent"_s, [](test::Till &till) {
             till.flow.charge().setAmount(u"1250"_s);
             till.flow.charge().setPhone(u"0722000000"_s);
             till.flow.charge().charge();
             auto charge = till.sales.accept(till.clock);
             charge.state.reason = u"not-sent"_s;
             till.sales.settle(charge, till.clock, Status::NotSent);
             Q_EMIT till.sales.resendStateTold(charge.chargeId, {true, std::chrono::seconds{0}});
             Q_EMIT till.sales.onlineChanged(false);
         }},
        {u"unknown"_s, [](test::Till &till) {
             auto charge = till.promptCustomer();
             charge.state.reason = u"7777"_s;
             charge.providerText = u"Something that stands in no table"_s;
             till.clock.advance(std::chrono::minutes{10});
             till.sales.settle(charge, till.clock, Status::Unknown);
             till.window.setPendingCount(3);
         }},
        {u"over-unknown"_s, [](test::Till &till) {
             states().value(u"unknown"_s)(till);
             till.flow.askOver();
         }},
        {u"conflict"_s, [](test::Till &till) { till.sales.settle(till.promptCustomer(), till.clock, Status::Conflict); }},
    };
    return all;
}

//! What scrolls is never cut.
bool scrolls(const QWidget *widget)
{
    for (const QWidget *up = widget->parentWidget(); up; up = up->parentWidget())
        if (qobject_cast<const QAbstractScrollArea *>(up->parentWidget()))
            return true;
    return false;
}

//! Visible texts that get less room than they need. bigLetters: what scrolls may begin outside the window.
QStringList clipped(const QWidget &window, bool bigLetters)
{
    QStringList found;
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const QFontMetrics metrics(label->font());
        const QRect needed = metrics.boundingRect(QRect(0, 0, label->contentsRect().width(), 10000), label->wordWrap() ? Qt::TextWordWrap : 0, label->text());
        if (needed.width() > label->contentsRect().width() + 1 || (!scrolls(label) && needed.height() > label->contentsRect().height() + 1))
            found << u"%1 \"%2\": needs %3x%4, has %5x%6"_s.arg(label->objectName(), label->text()).arg(needed.width()).arg(needed.height())
                         .arg(label->contentsRect().width()).arg(label->contentsRect().height());
    }
    for (const QScrollArea *scroll : window.findChildren<QScrollArea *>())
        if (scroll->isVisible() && scroll->widget()->width() > scroll->viewport()->width() && scroll->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff)
            found << u"%1 needs %2 sideways, has %3"_s.arg(scroll->objectName()).arg(scroll->widget()->width()).arg(scroll->viewport()->width());
    for (const ui::ActionButton *button : window.findChildren<ui::ActionButton *>())
        if (button->isVisible() && (button->width() < button->sizeHint().width() || button->height() < button->sizeHint().height()))
            found << u"%1: needs %2, has %3"_s.arg(button->objectName()).arg(button->sizeHint().width()).arg(button->width());
    for (const ui::AmountLabel *label : window.findChildren<ui::AmountLabel *>())
        if (label->isVisible() && label->height() < label->sizeHint().height())
            found << label->objectName();
    for (const ui::StepList *list : window.findChildren<ui::StepList *>())
        if (list->isVisible() && (list->width() < list->sizeHint().width() || list->height() < list->sizeHint().height()))
            found << u"steps: need %1, have %2"_s.arg(list->sizeHint().width()).arg(list->width());
    for (const ui::StoryLines *lines : window.findChildren<ui::StoryLines *>()) {
        const int room = lines->parentWidget()->height();
        if (lines->isVisible() && lines->height() != std::max(room, lines->heightForWidth(lines->width())))
            found << u"the timeline is %1 high and needs %2"_s.arg(lines->height()).arg(lines->heightForWidth(lines->width()));
    }
    // Nothing lies outside the window, and no two neighbours overlap.
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const QRect place(widget->mapTo(&window, QPoint()), widget->size());
        const bool control = qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget);
        if (control && widget->isVisible() && !(bigLetters && scrolls(widget)) && !window.rect().contains(place))
            found << u"%1 lies outside"_s.arg(widget->objectName());
    }
    return found;
}

} // namespace

class TestSaleScreens final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsCutOff_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("shot");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("textPercent");
        QStringList names = states().keys();
        names.sort();
        for (const QString &name : names)
            for (int shot = 0; shot < 3; ++shot)
                for (const bool dark : {false, true})
                    QTest::newRow(qPrintable(name + u' ' + QString::fromLatin1(test::kShots[shot].name) + (dark ? u" dark"_s : u" light"_s)))
                        << name << shot << dark << 100;
        // 4K without scaling by the system: twice the text instead. On a small screen it may have to scroll.
        for (const QString &name : names) {
            QTest::newRow(qPrintable(name + u" text 200"_s)) << name << -1 << false << 200;
            QTest::newRow(qPrintable(name + u" small text 200"_s)) << name << -2 << false << 200;
        }
    }
    void nothingIsCutOff()
    {
        QFETCH(QString, state);
        QFETCH(int, shot);
        QFETCH(bool, dark);
        QFETCH(int, textPercent);
        static constexpr test::Shot kText200[]{{"3840x2160-text200", {3840, 2160}, 1.0}, {"1366x768-text200", {1366, 768}, 1.0}};
        const test::Shot &size = shot < 0 ? kText200[-1 - shot] : test::kShots[shot];
        test::useTheme(dark ? ui::Scheme::Dark : ui::Scheme::Light, textPercent);
        test::Till till;
        for (const auto page : {ui::MainWindow::Page::Pending, ui::MainWindow::Page::Payments, ui::MainWindow::Page::Settings})
            till.window.setPage(page, new QWidget);
        Q_EMIT till.sales.onlineChanged(true);
        till.window.resize(size.window);
        till.window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&till.window));
        till.window.activateWindow();
        states().value(state)(till);
        QCoreApplication::processEvents();   // one turn of the loop: layouts follow their texts
        QCOMPARE(till.window.size(), size.window);
        test::saveShot(till.window, u"sale-"_s + state, dark ? u"dark"_s : u"light"_s, size);
        for (const QString &name : {u"chargeScroll"_s, u"waitScroll"_s, u"qrScroll"_s, u"resultScroll"_s, u"overScroll"_s}) {
            const auto *scroll = till.window.findChild<QScrollArea *>(name);
            const int beyond = scroll->verticalScrollBar()->maximum() + scroll->horizontalScrollBar()->maximum();
            QVERIFY(textPercent > 100 || !scroll->isVisible() || beyond == 0);   // seen at once, without scrolling
        }
        const QStringList problems = clipped(till.window, textPercent > 100);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
        const QStringList nameless = test::namelessControls(till.window);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    }
};
QTEST_MAIN(TestSaleScreens)
#include "tst_sale_screens.moc"
