#include "ui/viewmodels/handset_view_model.h"

#include "core/base/money.h"
#include "core/base/msisdn.h"
#include "ui/viewmodels/state_words.h"

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using practice::HandsetAnswer;
using practice::Prompt;

namespace {

constexpr auto kWrongPin = "0000"_L1;
constexpr auto kOwnPhone = "722000000"_L1;   // of no script; the country goes before it
constexpr int kTries = 3;   // a SIM card counts to three, then the payment fails

//! The practice M-PESA keeps Kenya's numbers whoever is practised, as an Ethiopian one hands them on with its own country before them.
QString nationalOf(const QString &phone)
{
    return phone.right(9);
}

QString masked(const QString &phone, Country country)
{
    const auto number = Msisdn::parse(u'0' + nationalOf(phone), country);
    return number ? number->masked() : QString();
}

} // namespace

HandsetViewModel::HandsetViewModel(practice::Handset &handset, const Clock &clock, Way way, QObject *parent)
    : QObject(parent), m_handset(handset), m_clock(clock), m_way(std::move(way))
{
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &HandsetViewModel::tick);
    connect(&m_handset, &practice::Handset::promptsChanged, this, &HandsetViewModel::onPrompts);
    connect(&m_handset, &practice::Handset::shopPaid, this, [this](const QString &receipt) { payEnded(tr("You paid the shop. Your code: %1. Look at the till.").arg(receipt)); });
    connect(&m_handset, &practice::Handset::shopRefused, this, [this] { payEnded(tr("The shop did not take the payment. No money moved.")); });
    onPrompts();
}

QString HandsetViewModel::title() const
{
    return hasPrompt() ? tr("M-PESA on %1").arg(masked(m_prompt.phone, m_way.country)) : tr("Practice phone");
}

QString HandsetViewModel::promptText() const
{
    if (!hasPrompt())
        return {};
    const auto amount = Money::parse(m_prompt.amount, m_way.currency);
    return tr("Do you want to pay %1 to %2 account %3?").arg(amount ? amount->toDisplay() : m_prompt.amount, m_prompt.shop, m_prompt.reference);
}

QString HandsetViewModel::problem() const
{
    if (!hasPrompt() || m_prompt.triesLeft >= kTries)
        return {};
    return m_prompt.triesLeft == 1 ? tr("Wrong PIN. 1 try left.") : tr("Wrong PIN. %1 tries left.").arg(m_prompt.triesLeft);
}

QString HandsetViewModel::timeLeft() const
{
    return hasPrompt() ? minutesSeconds(std::chrono::seconds(m_clock.nowUtc().secsTo(m_prompt.endsAt))) : QString();
}

QString HandsetViewModel::queueWords() const
{
    return m_queued > 0 ? tr("%1 more waiting").arg(m_queued) : QString();
}

QString HandsetViewModel::idleWords() const
{
    if (!m_idleWords.isEmpty())
        return m_idleWords;
    return offersPayShop() ? tr("No request. Charge any number in the till, and the PIN prompt appears here. Or pay the shop without being asked.")
                           : tr("No request. Charge any number in the till, and the PIN prompt appears here.");
}

QString HandsetViewModel::hint() const
{
    return isPaying() ? tr("⏎ goes on, Esc leaves it.") : tr("Any 4 digits pay. %1 is a wrong PIN.").arg(kWrongPin);
}

QString HandsetViewModel::payText() const
{
    switch (m_pay) {
    case Pay::No: return {};
    case Pay::Amount: return tr("Pay the shop.\nAmount in %1: %2_").arg(currencyCode(m_way.currency), m_amount);
    case Pay::Reference: return tr("Pay the shop %1 %2.\nAccount number (may stay empty): %3_").arg(currencyCode(m_way.currency), m_amount, m_reference);
    case Pay::Sent: return tr("Paying the shop…");
    }
    Q_UNREACHABLE();
}

void HandsetViewModel::startPay()
{
    if (!canPayShop())
        return;
    m_pay = Pay::Amount;
    m_amount.clear();
    m_reference.clear();
    m_idleWords.clear();
    Q_EMIT changed();
}

void HandsetViewModel::type(QChar character)
{
    const bool digit = character >= u'0' && character <= u'9';
    if (m_pay == Pay::Amount && digit && m_amount.size() < kAmountDigits && (character != u'0' || !m_amount.isEmpty()))
        m_amount += character;
    else if (m_pay == Pay::Reference && (digit || (character.toUpper() >= u'A' && character.toUpper() <= u'Z') || character == u'-') && m_reference.size() < kReferenceLength)
        m_reference += character.toUpper();
    else if (canAnswer() && digit && m_pin.size() < kPinDigits)
        m_pin += character;
    else
        return;
    Q_EMIT changed();
}

void HandsetViewModel::erase()
{
    QString &typed = m_pay == Pay::Amount ? m_amount : m_pay == Pay::Reference ? m_reference : m_pin;
    if (typed.isEmpty())
        return;
    typed.chop(1);
    Q_EMIT changed();
}

bool HandsetViewModel::canGoOn() const
{
    return canSend() || m_pay == Pay::Reference || (m_pay == Pay::Amount && !m_amount.isEmpty());
}

void HandsetViewModel::send()
{
    if (isPaying())
        return payNext();
    if (!canSend())
        return;
    const bool wrong = m_pin == kWrongPin;
    answer(wrong ? HandsetAnswer::WrongPin : HandsetAnswer::AcceptWithPin, wrong ? tr("Wrong PIN. The payment was not made.") : tr("Sent. Look at the till."));
}

void HandsetViewModel::payNext()
{
    if (!canGoOn())
        return;
    const bool send = m_pay == Pay::Reference;
    m_pay = send ? Pay::Sent : Pay::Reference;
    Q_EMIT changed();
    if (send)   // last: its answer may come at once
        m_handset.payShop(m_phone.isEmpty() ? QString(u"254"_s + kOwnPhone) : m_phone, m_amount.toLongLong(), m_reference);
}

void HandsetViewModel::payEnded(const QString &idleWords)
{
    if (m_pay != Pay::Sent)   // of a payment that a prompt has pushed aside
        return;
    m_pay = Pay::No;
    m_idleWords = idleWords;
    Q_EMIT changed();
}

void HandsetViewModel::cancel()
{
    if (isPaying()) {
        m_pay = Pay::No;
        Q_EMIT changed();
    } else if (canAnswer()) {
        answer(HandsetAnswer::Cancel, tr("Cancelled. Look at the till."));
    }
}

void HandsetViewModel::ignore()
{
    if (canAnswer())
        answer(HandsetAnswer::Ignore, tr("Not answered. The till learns of it when the prompt ends."));
}

void HandsetViewModel::answer(HandsetAnswer answer, const QString &idleWords)
{
    m_busy = true;
    m_pin.clear();
    m_idleWords = idleWords;
    Q_EMIT changed();
    m_handset.answer(m_prompt.id, answer);   // last: its answer may come at once and begin the next prompt
}

void HandsetViewModel::onPrompts()
{
    const QList<Prompt> prompts = m_handset.prompts();
    const Prompt first = prompts.isEmpty() ? Prompt{} : prompts.first();
    const bool arrived = first.id != m_prompt.id && !first.id.isEmpty();
    if (first.id != m_prompt.id && !m_busy && hasPrompt())
        m_idleWords = tr("The request ended without an answer.");
    if (!(first == m_prompt)) {   // answered, ended, or counted a wrong PIN
        m_busy = false;
        m_pin.clear();
    }
    m_prompt = first;
    if (arrived) {
        m_pay = Pay::No;
        m_phone = m_prompt.phone;
    }
    m_queued = qMax<qsizetype>(0, prompts.size() - 1);
    if (hasPrompt())
        m_timer.start();
    else
        m_timer.stop();
    Q_EMIT changed();
    if (arrived)
        Q_EMIT promptArrived();
}

void HandsetViewModel::tick()
{
    Q_EMIT changed();
}

} // namespace kaunta::ui
