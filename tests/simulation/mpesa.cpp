#include "tests/simulation/mpesa.h"

#include <QCryptographicHash>

namespace kaunta::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kHour = 60 * kMinute;

QByteArray jsonText(const QString &text)
{
    return '"' + text.toUtf8() + '"';   // nothing in this world needs escaping
}

} // namespace

Mpesa::Mpesa(World &world, QString shortCode, Post post)
    : m_world(world), m_shortCode(std::move(shortCode)), m_post(std::move(post)), m_queriesPerMinute(static_cast<int>(world.chance.between(5, 70))),
      m_epoch(QDateTime(QDate(2026, 11, 22), QTime(5, 0), Qt::UTC).toMSecsSinceEpoch())
{
    pullWorks = !world.chance.perMille(150);
}

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

const Prompt *Mpesa::promptOf(const QString &reference) const
{
    const auto found = m_promptByReference.constFind(reference);
    return found == m_promptByReference.cend() ? nullptr : &m_prompts[static_cast<std::size_t>(*found)];
}

const Paid *Mpesa::payment(const QString &receipt) const
{
    const auto found = m_paymentByReceipt.constFind(receipt);
    return found == m_paymentByReceipt.cend() ? nullptr : &m_payments[static_cast<std::size_t>(*found)];
}

bool Mpesa::isPaid(const QString &reference) const
{
    const Prompt *prompt = promptOf(reference);
    return prompt != nullptr && !prompt->receipt.isEmpty();
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

void Mpesa::pay(int index)
{
    Prompt &prompt = m_prompts[static_cast<std::size_t>(index)];
    Paid paid{newReceipt(), prompt.phone, prompt.shillings, m_world.now(), prompt.reference, index, {}};
    m_paymentByReceipt.insert(paid.receipt, static_cast<int>(m_payments.size()));
    m_payments.push_back(paid);
    if (prompt.receipt.isEmpty())
        prompt.receipt = paid.receipt;
    prompt.isOpen = false;
    prompt.code = u"0"_s;
    m_world.note("customer", [&]() -> QString { return u"pays %1 for %2: %3"_s.arg(paid.shillings).arg(prompt.reference, paid.receipt); });
    tellCallback(prompt.callbackUrl, stkBody(prompt, u"0"_s, &paid));
    tellConfirmation(paid);
}

void Mpesa::fail(int index, const QString &code)
{
    Prompt &prompt = m_prompts[static_cast<std::size_t>(index)];
    prompt.isOpen = false;
    if (prompt.receipt.isEmpty())
        prompt.code = code;
    m_world.note("customer", [&]() -> QString { return u"does not pay for %1: %2"_s.arg(prompt.reference, code); });
    tellCallback(prompt.callbackUrl, stkBody(prompt, code, nullptr));
}

void Mpesa::payDirectly(const QString &phone, qint64 shillings, const QString &billReference)
{
    Paid paid{newReceipt(), phone, shillings, m_world.now(), billReference, -1, {}};
    m_paymentByReceipt.insert(paid.receipt, static_cast<int>(m_payments.size()));
    m_payments.push_back(paid);
    m_world.note("customer", [&]() -> QString { return u"…%1 pays %2 straight to the shop: %3"_s.arg(phone.right(3)).arg(shillings).arg(paid.receipt); });
    tellConfirmation(paid);
}

// ---- what M-PESA tells the shop ----

QByteArray Mpesa::stkBody(const Prompt &prompt, const QString &code, const Paid *paid) const
{
    bool isNumber = false;
    code.toInt(&isNumber);
    QByteArray body = R"({"Body":{"stkCallback":{"MerchantRequestID":)" + jsonText(prompt.merchantId) + R"(,"CheckoutRequestID":)" + jsonText(prompt.checkoutId)
        + R"(,"ResultCode":)" + (isNumber ? code.toUtf8() : jsonText(code)) + R"(,"ResultDesc":")" + (paid != nullptr ? "The service request is processed successfully." : "Not processed")
        + '"';
    if (paid != nullptr)
        body += R"(,"CallbackMetadata":{"Item":[{"Name":"Amount","Value":)" + QByteArray::number(paid->shillings) + R"(.00},{"Name":"MpesaReceiptNumber","Value":)"
            + jsonText(paid->receipt) + R"(},{"Name":"Balance"},{"Name":"TransactionDate","Value":)" + eat(paid->at, u"yyyyMMddHHmmss"_s).toUtf8()
            + R"(},{"Name":"PhoneNumber","Value":)" + paid->phone.toUtf8() + "}]}";
    return body + "}}}";
}

void Mpesa::tellCallback(const QString &url, const QByteArray &body)
{
    Chance &chance = m_world.chance;
    if (m_world.fires(Fault::CallbackNever))
        return;
    qint64 delay = chance.between(100, 4000);
    if (m_world.fires(Fault::CallbackLate))
        delay += chance.between(10 * kSecond, 20 * kMinute);
    if (m_world.fires(Fault::CallbackDaysLate))
        delay += chance.between(kHour, 50 * kHour);
    m_post(url, body, delay);
    for (int copies = m_world.fires(Fault::CallbackTwice) ? static_cast<int>(chance.between(1, 3)) : 0; copies > 0; --copies)
        m_post(url, body, delay + chance.between(0, 5 * kMinute));
}

//! Told once, never repeated, of prompts' payments too.
void Mpesa::tellConfirmation(const Paid &paid)
{
    if (m_confirmationUrl.isEmpty() || m_world.fires(Fault::ConfirmationNever))
        return;
    const QByteArray body = R"({"TransactionType":"Pay Bill","TransID":)" + jsonText(paid.receipt) + R"(,"TransTime":")" + eat(paid.at, u"yyyyMMddHHmmss"_s).toUtf8()
        + R"(","TransAmount":")" + QByteArray::number(paid.shillings) + R"(.00","BusinessShortCode":)" + jsonText(m_shortCode) + R"(,"BillRefNumber":)"
        + jsonText(echoed(paid)) + R"(,"InvoiceNumber":"","OrgAccountBalance":"1000.00","ThirdPartyTransID":"","MSISDN":"2547 ***** )" + paid.phone.right(3).toUtf8()
        + R"(","FirstName":"JOHN","MiddleName":"","LastName":""})";
    m_post(m_confirmationUrl, body, m_world.chance.between(200, m_world.chance.perMille(100) ? 5 * kMinute : 8000));
}

void Mpesa::forge(const Prompt &prompt)
{
    // Whoever forges knows what the customer sees and what is on the wire to the gateway, but no secret path.
    Paid fake{newReceipt(), prompt.phone, prompt.shillings, m_world.now(), prompt.reference, -1, {}};
    const qsizetype slash = prompt.callbackUrl.lastIndexOf(u'/');
    const QString guessed = prompt.callbackUrl.left(slash + 1)
        + QString::fromLatin1(QCryptographicHash::hash(fake.receipt.toUtf8(), QCryptographicHash::Md5).toHex());
    m_post(guessed, stkBody(prompt, u"0"_s, &fake), m_world.chance.between(500, 20 * kSecond));
}

void Mpesa::tellResult(const QString &url, const QByteArray &body)
{
    Chance &chance = m_world.chance;
    if (m_world.fires(Fault::ResultNever))
        return;
    qint64 delay = chance.between(500, 8000);
    if (m_world.fires(Fault::ResultLate))
        delay += chance.between(kMinute, 3 * kHour);
    m_post(url, body, delay);
    if (m_world.fires(Fault::ResultTwice))
        m_post(url, body, delay + chance.between(0, kMinute));
}

void Mpesa::carryOut(int index)
{
    Reversal &reversal = m_reversals[static_cast<std::size_t>(index)];
    const auto found = m_paymentByReceipt.constFind(reversal.receipt);
    Paid *paid = found == m_paymentByReceipt.cend() ? nullptr : &m_payments[static_cast<std::size_t>(*found)];
    if (paid == nullptr || paid->shillings != reversal.shillings)
        reversal.code = u"R000002"_s;
    else if (!paid->reversalReceipt.isEmpty())
        reversal.code = u"R000001"_s;
    else if (m_world.fires(Fault::ReversalRefused))
        reversal.code = u"1"_s;
    else
        reversal.code = u"0"_s;
    const bool done = reversal.code == "0"_L1;
    reversal.state = done ? Reversal::State::Done : Reversal::State::Refused;
    QByteArray body = R"({"Result":{"ResultType":0,"ResultCode":)" + (reversal.code.front() == u'R' ? jsonText(reversal.code) : reversal.code.toUtf8())
        + R"(,"ResultDesc":"Told","OriginatorConversationID":)" + jsonText(reversal.originatorId) + R"(,"ConversationID":)" + jsonText(reversal.conversationId);
    if (done) {
        reversal.reversalReceipt = newReceipt();
        paid->reversalReceipt = reversal.reversalReceipt;
        body += R"(,"TransactionID":)" + jsonText(reversal.reversalReceipt) + R"(,"ResultParameters":{"ResultParameter":[{"Key":"Amount","Value":)"
            + QByteArray::number(reversal.shillings) + R"(.00},{"Key":"TransCompletedTime","Value":)" + eat(m_world.now(), u"yyyyMMddHHmmss"_s).toUtf8()
            + R"(},{"Key":"OriginalTransactionID","Value":)" + jsonText(reversal.receipt) + R"(},{"Key":"Charge","Value":0.00}]})";
    } else {
        body += R"(,"TransactionID":"SKE0000000")";
    }
    m_world.note("mpesa", [&]() -> QString { return u"reversal of %1: %2"_s.arg(reversal.receipt, reversal.code); });
    tellResult(reversal.resultUrl, body + "}}");
}

} // namespace kaunta::sim
