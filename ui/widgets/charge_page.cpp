#include "ui/widgets/charge_page.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/keypad.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/live_edit.h"
#include "ui/widgets/qr_panel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QStackedLayout>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

QLabel *makeHint(const QString &name)
{
    QLabel *label = named(makeLabel({}, Type::Body, true), name);
    label->setMinimumWidth(1);   // a long hint never widens the column
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    return label;
}

void setHint(QLabel *label, LiveEdit *edit, const FieldHint &hint)
{
    const QString mark = hint.tone == Tone::Paid ? u"✔ "_s : hint.bad ? u"✖ "_s : hint.tone == Tone::Waiting ? u"▲ "_s : QString();
    label->setText(hint.text.isEmpty() ? QString() : mark + hint.text);
    setTone(label, hint.tone);
    setBad(edit, hint.bad);
    edit->setAccessibleDescription(hint.text);
}

} // namespace

ChargePage::ChargePage(ChargeViewModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_amount(named(new LiveEdit, u"amountEdit"_s, tr("Amount"))),
      m_phone(named(new LiveEdit, u"phoneEdit"_s, tr("Customer's phone"))), m_reference(named(new LiveEdit, u"referenceEdit"_s, tr("Reference"))),
      m_currency(named(makeLabel(model.currency(), Type::Title, true), u"currencyLabel"_s)), m_amountHint(makeHint(u"amountHintLabel"_s)),
      m_phoneHint(makeHint(u"phoneHintLabel"_s)), m_referenceHint(makeHint(u"referenceHintLabel"_s)), m_keypad(new Keypad(Keypad::Height::GivesWay)), m_bar(new InlineBar),
      m_over(named(new ActionButton(tr("Send anyway, with a supervisor"), ActionButton::Kind::Secondary, u"F6"_s), u"overButton"_s)),
      m_showQr(named(new ActionButton(tr("QR code"), ActionButton::Kind::Secondary, u"F7"_s), u"showQrButton"_s)),
      m_charge(named(new ActionButton(tr("Charge"), ActionButton::Kind::Primary, u"⏎"_s), u"chargeButton"_s)),
      m_form(named(new QScrollArea, u"chargeScroll"_s, tr("Charge"))), m_stack(new QStackedLayout(this))
{
    setObjectName(u"chargePage"_s);
    setAccessibleName(tr("Charge"));
    m_amount->setProperty("type", u"amount"_s);
    m_amount->setPlaceholderText(u"0"_s);
    m_phone->setProperty("type", u"state"_s);
    m_reference->setProperty("type", u"title"_s);
    m_phone->setPlaceholderText(u"07…"_s);
    m_phone->setInputMethodHints(Qt::ImhDialableCharactersOnly);
    m_amount->setInputMethodHints(Qt::ImhDigitsOnly);
    m_charge->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_bar->setClosable(true);
    m_bar->setStacked(true);
    layOut();
    applyMetrics();
    setTabOrder(m_amount, m_phone);
    setTabOrder(m_phone, m_reference);
    setTabOrder(m_reference, m_over);
    setTabOrder(m_over, m_charge);
    setTabOrder(m_charge, m_showQr);

    connect(m_amount, &QLineEdit::textEdited, &m_model, &ChargeViewModel::setAmount);
    connect(m_phone, &QLineEdit::textEdited, &m_model, &ChargeViewModel::setPhone);
    connect(m_reference, &QLineEdit::textEdited, &m_model, &ChargeViewModel::setReference);
    for (LiveEdit *edit : {m_amount, m_phone, m_reference})
        connect(edit, &LiveEdit::entered, this, &ChargePage::goOn);
    connect(m_keypad, &Keypad::typed, this, [this](const QString &digits) {
        // Fingers fill the field they stand in; the amount unless it is the phone.
        if (m_phone->hasFocus())
            m_model.setPhone(m_phone->text() + digits);
        else
            m_model.typeDigits(digits);
    });
    connect(m_keypad, &Keypad::erased, this, [this] {
        if (m_phone->hasFocus())
            m_model.setPhone(m_phone->text().chopped(std::min<qsizetype>(1, m_phone->text().size())));
        else
            m_model.eraseDigit();
    });
    connect(m_over, &QPushButton::clicked, &m_model, qOverload<>(&ChargeViewModel::askOver));
    connect(m_charge, &QPushButton::clicked, &m_model, &ChargeViewModel::charge);
    connect(m_showQr, &QPushButton::clicked, &m_model, &ChargeViewModel::showQr);
    connect(m_bar, &InlineBar::actionTriggered, &m_model, &ChargeViewModel::showOpenCharge);
    connect(m_bar, &InlineBar::closed, &m_model, &ChargeViewModel::dismissNotice);
    connect(&m_model, &ChargeViewModel::changed, this, &ChargePage::refresh);
    refresh();
}

void ChargePage::layOut()
{
    m_left = new QVBoxLayout;
    auto *amountRow = new QHBoxLayout;
    amountRow->addWidget(m_currency, 0, Qt::AlignVCenter);
    amountRow->addWidget(m_amount, 1);
    m_left->addLayout(amountRow);
    m_left->addWidget(m_amountHint);
    m_left->addWidget(m_keypad, 1);

    auto *phoneLabel = named(makeLabel(tr("Customer's &phone"), Type::Body, true), u"phoneLabel"_s);
    auto *referenceLabel = named(makeLabel(tr("&Reference"), Type::Body, true), u"referenceLabel"_s);
    phoneLabel->setBuddy(m_phone);
    referenceLabel->setBuddy(m_reference);
    m_right = new QVBoxLayout;
    m_right->addWidget(phoneLabel);
    m_right->addWidget(m_phone);
    m_right->addWidget(m_phoneHint);
    m_right->addWidget(referenceLabel);
    auto *referenceRow = new QHBoxLayout;   // the code needs amount and reference, and no phone
    referenceRow->addWidget(m_reference, 1);
    referenceRow->addWidget(m_showQr);
    m_right->addLayout(referenceRow);
    m_right->addWidget(m_referenceHint);
    m_right->addStretch(1);
    m_right->addWidget(m_bar);
    m_right->addWidget(m_over);
    m_right->addWidget(m_charge);

    auto *form = new QWidget;
    m_columns = new QHBoxLayout(form);
    m_columns->addLayout(m_left, 1);
    m_columns->addLayout(m_right, 1);
    fillScroll(m_form, form);   // big letters on a small screen
    m_form->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);   // a message with its button
    m_stack->addWidget(m_form);
}

void ChargePage::setQr(QrViewModel &qr)
{
    m_qr = new QrPanel(qr);
    m_code = named(new QScrollArea, u"qrScroll"_s, tr("QR code"));
    fillScroll(m_code, m_qr);
    m_stack->addWidget(m_code);
    connect(&m_model, &ChargeViewModel::qrWanted, &qr, &QrViewModel::show);
    connect(&qr, &QrViewModel::changed, this, [this, &qr] { showForm(!qr.isOpen()); });
    connect(m_qr, &QrPanel::done, &m_model, [this] {
        m_model.clear();
        start();
    });
}

void ChargePage::showForm(bool shown)
{
    QScrollArea *wanted = shown ? m_form : m_code;
    if (m_stack->currentWidget() == wanted)
        return;
    m_stack->setCurrentWidget(wanted);
    if (isVisible())
        start();
}

void ChargePage::applyMetrics()
{
    const Theme &theme = Theme::current();
    m_columns->setContentsMargins(theme.space(5), theme.space(2), theme.space(5), theme.space(4));
    m_columns->setSpacing(theme.space(6));
    m_left->setSpacing(theme.space(1));
    m_right->setSpacing(theme.space(1));
    // The places of the hints are there before the hints are.
    const int line = QFontMetrics(theme.font(Type::Body)).height() + theme.px(1);
    m_amountHint->setFixedHeight(line + theme.space(1));
    m_phoneHint->setFixedHeight(2 * line);
    m_referenceHint->setFixedHeight(line + theme.space(1));
}

void ChargePage::refresh()
{
    m_amount->setOrderedText(m_model.amountText());
    m_phone->setOrderedText(m_model.phoneText());
    m_reference->setOrderedText(m_model.referenceText());
    setHint(m_amountHint, m_amount, m_model.amountHint());
    setHint(m_phoneHint, m_phone, m_model.phoneHint());
    setHint(m_referenceHint, m_reference, m_model.referenceHint());

    const bool hadFocus = m_charge->hasFocus();
    m_charge->setText(m_model.isBusy()        ? tr("Writing it down")
                      : m_model.amountReady() ? tr("Charge %1 %2").arg(m_model.currency(), m_model.amountText())
                                              : tr("Charge"));
    m_charge->setAccessibleName(m_charge->text());
    m_charge->setCountdown(m_model.countdownText());
    m_charge->setEnabled(m_model.canCharge());
    if (hadFocus && !m_charge->isEnabled() && !m_model.isBusy())
        start();

    m_showQr->setVisible(m_model.offersQr());
    m_showQr->setEnabled(m_model.canShowQr());

    const BarNotice notice = m_model.notice();
    m_over->setVisible(m_model.offersOver());
    m_referenceHint->setVisible(notice.isEmpty() || !m_referenceHint->text().isEmpty());   // a message below may have its empty place
    if (notice.isEmpty()) {
        m_bar->clear();
    } else {
        m_bar->setAction(notice.action);
        m_bar->tell(notice.tone, notice.glyph, notice.says, notice.next);
    }
}

void ChargePage::start()
{
    if (m_stack->currentWidget() == m_code)
        return m_qr->start();
    LiveEdit *first = !m_model.amountReady() ? m_amount : !m_model.phoneReady() ? m_phone : m_model.referenceHint().bad ? m_reference : nullptr;
    if (first)
        first->setFocus(Qt::OtherFocusReason);
    else if (m_charge->isEnabled())
        m_charge->setFocus(Qt::OtherFocusReason);
    else
        m_phone->setFocus(Qt::OtherFocusReason);
}

void ChargePage::goOn()
{
    if (m_model.canCharge())
        m_model.charge();
    else if (!m_model.isBusy())
        start();
}

void ChargePage::keyPressEvent(QKeyEvent *event)
{
    if (m_stack->currentWidget() == m_code) {
        if (!m_qr->takesKey(*event))
            QWidget::keyPressEvent(event);
        return;
    }
    if (event->key() == Qt::Key_F7)
        return m_model.showQr();
    const QString typed = event->text();
    const bool digit = typed.size() == 1 && typed.at(0) >= u'0' && typed.at(0) <= u'9';
    if (digit && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))) {
        m_amount->setFocus(Qt::OtherFocusReason);
        m_model.typeDigits(typed);
        return;
    }
    if (event->key() == Qt::Key_F6 && !event->isAutoRepeat())
        return m_model.askOver();
    if (event->key() == Qt::Key_Escape && !m_model.notice().isEmpty()) {
        m_model.dismissNotice();
        start();
        return;
    }
    QWidget::keyPressEvent(event);
}

void ChargePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_columns)
        applyMetrics();
}

} // namespace kaunta::ui
