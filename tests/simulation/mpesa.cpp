#include "tests/simulation/api.h"

#include <QCryptographicHash>

namespace kaunta::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kHour = 60 * kMinute;

} // namespace

Mpesa::Mpesa(World &world, Provider provider, QString shortCode, Post post)
    : m_world(world), m_provider(provider), m_shortCode(std::move(shortCode)), m_post(std::move(post)),
      m_epoch(QDateTime(QDate(2026, 11, 22), QTime(5, 0), Qt::UTC).toMSecsSinceEpoch()), m_api(Api::make(provider, world, *this))
{
    pullWorks = provider == Provider::Daraja && !world.chance.perMille(150);
}

Mpesa::~Mpesa() = default;

QString Mpesa::eat(qint64 at, const QString &format) const
{
    return QDateTime::fromMSecsSinceEpoch(m_epoch + at + 3 * kHour, Qt::UTC).toString(format);
}

QString Mpesa::newReceipt()
{
    static constexpr char16_t kLetters[] = u"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    QString receipt = u"S"_s;
    for (int i = 0; i < 8; ++i)
        receipt += QChar(kLetters[m_world.chance.below(36)]);
    return receipt + QChar(kLetters[m_payments.size() % 26]);   // never seven zeros at the end: those are dummies
}

const Prompt *Mpesa::promptOf(const QString &key) const
{
    const auto found = m_promptByKey.constFind(key);
    return found == m_promptByKey.cend() ? nullptr : &m_prompts[static_cast<std::size_t>(*found)];
}

Prompt *Mpesa::promptByCheckout(const QString &id)
{
    const auto found = m_promptByCheckout.constFind(id);
    return found == m_promptByCheckout.cend() ? nullptr : &m_prompts[static_cast<std::size_t>(*found)];
}

const Paid *Mpesa::payment(const QString &receipt) const
{
    const auto found = m_paymentByReceipt.constFind(receipt);
    return found == m_paymentByReceipt.cend() ? nullptr : &m_payments[static_cast<std::size_t>(*found)];
}

const Prompt *Mpesa::prompt(Prompt asked)
{
    const int pushes = ++m_pushes[asked.key];
    m_world.note("mpesa", [&]() -> QString { return u"push for %1 %2"_s.arg(asked.reference, asked.key); });
    if (pushes > 1)
        m_world.violate(1, u"%1 prompts were asked for by one attempt"_s.arg(pushes), asked.key);
    for (const Prompt &other : m_prompts)
        if (other.isOpen && other.phone == asked.phone)
            return nullptr;
    asked.checkoutId = u"ws_CO_"_s + eat(m_world.now(), u"ddMMyyyyHHmmss"_s) + number() + asked.phone.right(9);
    if (asked.merchantId.isEmpty())
        asked.merchantId = u"29115-"_s + number() + u"-1"_s;
    asked.at = m_world.now();
    const int index = static_cast<int>(m_prompts.size());
    m_promptByCheckout.insert(asked.checkoutId, index);
    m_promptByKey.insert(asked.key, index);
    const Mood first = mood ? mood() : Mood::Pays;
    asked.deliveredTwice = m_world.fires(Fault::PromptTwice);
    m_prompts.push_back(asked);
    onHandset(index, first, false);
    if (asked.deliveredTwice)   // maybe when the first one has long been refused, and another one was sent
        m_world.after(m_world.chance.between(0, 90 * kSecond), [this, index] { onHandset(index, m_world.chance.perMille(700) ? Mood::Pays : Mood::Cancels, true); });
    if (m_world.fires(Fault::CallbackForged))
        forge(asked);
    return &m_prompts.back();
}

// ---- the customer's phone ----

void Mpesa::onHandset(int index, Mood reaction, bool second)
{
    Chance &chance = m_world.chance;
    const auto later = [this, index, second](qint64 ms, const QString &code) {
        m_world.after(ms, [this, index, code, second] {
            const Prompt &prompt = m_prompts[static_cast<std::size_t>(index)];
            if (!prompt.isOpen && !second)
                return;
            if (code == "0"_L1)
                pay(index);
            else
                fail(index, code);
        });
    };
    switch (reaction) {
    case Mood::Pays:
        return later(chance.between(3 * kSecond, 55 * kSecond), u"0"_s);
    case Mood::PaysAtOnce:
        return later(chance.between(0, 3 * kSecond), u"0"_s);
    case Mood::Cancels:
        return later(chance.between(kSecond, 30 * kSecond), u"1032"_s);
    case Mood::Ignores:
        return later(chance.between(58 * kSecond, chance.perMille(200) ? 3 * kMinute : 65 * kSecond), chance.perMille(500) ? u"1037"_s : u"1019"_s);
    case Mood::WrongPin:
        return later(chance.between(5 * kSecond, 40 * kSecond), u"2001"_s);
    case Mood::NoFunds:
        return later(chance.between(5 * kSecond, 30 * kSecond), u"1"_s);
    case Mood::Unreachable:
        return later(chance.between(10 * kSecond, 62 * kSecond), u"1037"_s);
    case Mood::OddCode:
        return later(chance.between(5 * kSecond, 30 * kSecond), u"7777"_s);
    }
}

int Mpesa::book(const Paid &paid)
{
    const int index = static_cast<int>(m_payments.size());
    m_paymentByReceipt.insert(paid.receipt, index);
    m_payments.push_back(paid);
    return index;
}

void Mpesa::pay(int index)
{
    Prompt &prompt = m_prompts[static_cast<std::size_t>(index)];
    const int paid = book({newReceipt(), prompt.phone, prompt.shillings, m_world.now(), prompt.reference, index, {}});
    const QString receipt = m_payments.back().receipt;
    if (prompt.receipt.isEmpty())
        prompt.receipt = receipt;
    prompt.isOpen = false;
    prompt.code = u"0"_s;
    m_world.note("customer", [&]() -> QString { return u"pays %1 for %2 %3: %4"_s.arg(prompt.shillings).arg(prompt.reference, prompt.key, receipt); });
    tellOutcome(index, u"0"_s, paid);
    tellConfirmation(paid);
}

void Mpesa::fail(int index, const QString &code)
{
    Prompt &prompt = m_prompts[static_cast<std::size_t>(index)];
    prompt.isOpen = false;
    if (prompt.receipt.isEmpty())
        prompt.code = code;
    m_world.note("customer", [&]() -> QString { return u"does not pay for %1 %2: %3"_s.arg(prompt.reference, prompt.key, code); });
    tellOutcome(index, code, -1);
}

void Mpesa::payDirectly(const QString &phone, qint64 shillings, const QString &billReference)
{
    const Paid payment{newReceipt(), phone, shillings, m_world.now(), billReference, -1, {}};
    if (m_validationUrl.isEmpty())
        return settle(payment);
    m_world.after(m_world.chance.between(50, 3000), [this, payment] {
        const auto answer = ask(m_validationUrl, m_api->validation(payment), payment);
        if (!answer || m_api->accepts(*answer))   // silence lets it through: the shop has registered it so
            return settle(payment);
        m_world.note("mpesa", [&]() -> QString { return u"the shop refuses …%1 from …%2"_s.arg(payment.receipt.right(4), payment.phone.right(3)); });
    });
}

void Mpesa::settle(const Paid &payment)
{
    const int paid = book(payment);
    m_payments.back().at = m_world.now();
    m_world.note("customer", [&]() -> QString { return u"…%1 pays %2 straight to the shop: %3"_s.arg(payment.phone.right(3)).arg(payment.shillings).arg(payment.receipt); });
    tellConfirmation(paid);
}

// ---- what M-PESA tells the shop ----

void Mpesa::tellOutcome(int index, const QString &code, int paid)
{
    Chance &chance = m_world.chance;
    const Prompt &prompt = m_prompts[static_cast<std::size_t>(index)];
    const QString url = m_api->addressFor(prompt);
    if (url.isEmpty() || m_world.fires(Fault::CallbackNever))
        return;
    const QByteArray body = m_api->outcome(prompt, code, paid < 0 ? nullptr : &m_payments[static_cast<std::size_t>(paid)]);
    qint64 delay = chance.between(100, 4000);
    if (m_world.fires(Fault::CallbackLate))
        delay += chance.between(10 * kSecond, 20 * kMinute);
    if (m_world.fires(Fault::CallbackDaysLate))
        delay += chance.between(kHour, 50 * kHour);
    const Kept kept = [this, index, paid, teaches = code != "7777"_L1](const QString &till) {   // a code in no table settles nothing
        if (teaches)
            m_prompts[static_cast<std::size_t>(index)].outcomeKept.insert(till);
        if (paid >= 0)
            m_payments[static_cast<std::size_t>(paid)].outcomeKept.insert(till);
    };
    m_post(url, body, delay, kept);
    for (int copies = m_world.fires(Fault::CallbackTwice) ? static_cast<int>(chance.between(1, 3)) : 0; copies > 0; --copies)
        m_post(url, body, delay + chance.between(0, 5 * kMinute), kept);
}

//! Told once, never repeated, of prompts' payments too.
void Mpesa::tellConfirmation(int index)
{
    const Paid &paid = m_payments[static_cast<std::size_t>(index)];
    if (m_confirmationUrl.isEmpty() || !m_api->tellsPayment(paid) || m_world.fires(Fault::ConfirmationNever))
        return;
    m_post(m_confirmationUrl, m_api->confirmation(paid), m_world.chance.between(200, m_world.chance.perMille(100) ? 5 * kMinute : 8000),
           [this, index](const QString &till) { m_payments[static_cast<std::size_t>(index)].confirmationKept.insert(till); });
}

void Mpesa::forge(const Prompt &prompt)
{
    // Whoever forges knows what the customer sees and what is on the wire to the gateway, but no secret path.
    const Paid fake{newReceipt(), prompt.phone, prompt.shillings, m_world.now(), prompt.reference, -1, {}};
    const QString url = m_api->addressFor(prompt);
    const QString guessed = url.left(url.lastIndexOf(u'/') + 1) + QString::fromLatin1(QCryptographicHash::hash(fake.receipt.toUtf8(), QCryptographicHash::Md5).toHex());
    if (!url.isEmpty())
        m_post(guessed, m_api->outcome(prompt, u"0"_s, &fake), m_world.chance.between(500, 20 * kSecond), {});
}

void Mpesa::tellResult(const QString &url, const QByteArray &body)
{
    Chance &chance = m_world.chance;
    if (m_world.fires(Fault::ResultNever))
        return;
    qint64 delay = chance.between(500, 8000);
    if (m_world.fires(Fault::ResultLate))
        delay += chance.between(kMinute, 3 * kHour);
    m_post(url, body, delay, {});
    if (m_world.fires(Fault::ResultTwice))
        m_post(url, body, delay + chance.between(0, kMinute), {});
}

} // namespace kaunta::sim
