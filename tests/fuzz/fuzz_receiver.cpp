// Whatever is posted to the till: "PATH PEER X-FORWARDED-FOR" in the first line, the body after it.
#include "core/callbacks/c2b_payment.h"
#include "core/callbacks/inbox.h"
#include "core/callbacks/path_receiver.h"
#include "core/callbacks/wire_values.h"
#include "core/daraja/validation_reply.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace kaunta;
using namespace kaunta::callbacks;
using namespace Qt::StringLiterals;

namespace {

//! Counts, and keeps nothing.
class CountingInbox final : public CallbackInbox
{
public:
    Result<qint64, InboxFault> store(const QString &, const QByteArray &, const QString &, PathKind) override { return ++stored; }
    void storeStray(const QString &, const QByteArray &, const QString &) override { ++strayed; }
    std::optional<Arrived> next(qint64) const override { return std::nullopt; }
    bool markInterpreted(qint64) override { return true; }
    qint64 strayCount() const override { return strayed; }
    QList<Stray> strays() const override { return {}; }

    qint64 stored = 0;
    qint64 strayed = 0;
};

const QStringList kShortCodes = {QStringLiteral("174379"), QStringLiteral("600000")};

QString token(QChar digit)
{
    return QString(32, digit);
}

//! The secret paths of this till: each is one digit, 32 times.
std::optional<PathKind> kindOf(const QString &path)
{
    static const QList<std::pair<QString, PathKind>> known = {
        {token(u'a'), PathKind::StkCallback},   {token(u'b'), PathKind::Result},          {token(u'c'), PathKind::QueueTimeout},
        {token(u'd'), PathKind::C2bValidation}, {token(u'e'), PathKind::C2bConfirmation}, {token(u'f'), PathKind::SelfTest},
    };
    for (const auto &[secret, kind] : known)
        if (secret == path)
            return kind;
    return std::nullopt;
}

ValidationReply rule(const C2bPayment &payment)
{
    return payment.amount.isWhole() ? ValidationReply::Accept : ValidationReply::WrongAmount;
}

void checkPayment(const QByteArray &body)
{
    const auto payment = parseC2bPayment(body, Currency::KES);
    if (!payment)
        return;
    HOLDS(payment->amount.minor() > 0 && payment->amount.minor() <= 999'999'999'999);
    HOLDS(!payment->receipt.isEmpty() && receiptOrNothing(payment->receipt) == payment->receipt);
    HOLDS(payment->shortCode == c2bShortCode(body) && payment->name == payment->name.simplified());
    HOLDS(!payment->at.isValid() || payment->at.timeSpec() == Qt::UTC);
    if (body.size() % 4 != 0) // one in four has to do: it takes as long as all the rest
        return;
    const auto again = parseC2bPayment(QJsonDocument::fromJson(body).toJson(), Currency::KES);
    HOLDS(again && again->receipt == payment->receipt && again->amount == payment->amount && again->phone == payment->phone &&
          again->balance == payment->balance);
}

QString answeredCode(const Answer &answer)
{
    const QJsonDocument document = QJsonDocument::fromJson(answer.body);
    HOLDS(document.isObject() && document.object().contains("ResultCode"_L1));
    return document.object().value("ResultCode"_L1).toVariant().toString();
}

//! A till that lets in anybody, or Safaricom alone. One for all inputs: it logs the first of many that it turns away.
struct Till {
    explicit Till(SourceRule::From from)
        : sources(*SourceRule::make(from, u"10.0.0.0/8, fd00::/64"_s)),
          receiver(inbox, {.kindOf = kindOf, .sources = sources, .shortCodes = kShortCodes, .validate = rule, .selfTested = [this](const QString &) {
                               ++tested;
                           }})
    {}
    SourceRule sources;
    CountingInbox inbox;
    int tested = 0;
    PathReceiver receiver;
};

void receive(Till &till, const Incoming &incoming)
{
    CountingInbox &inbox = till.inbox;
    const SourceRule &sources = till.sources;
    inbox.stored = inbox.strayed = till.tested = 0;
    const Answer answer = till.receiver.receive(incoming);
    HOLDS(answer.status == 200 && inbox.stored + inbox.strayed + till.tested == 1);
    const QString code = answeredCode(answer);
    const auto secret = tokenOf(incoming.path);
    const auto kind = secret ? kindOf(*secret) : std::nullopt;
    HOLDS(!secret || incoming.path.endsWith(QString(u'/' + *secret)));
    HOLDS((till.tested == 1) == (kind == PathKind::SelfTest));
    if (inbox.stored == 1) {
        HOLDS(kind && sources.allows(sources.originOf(incoming.source, incoming.forwardedFor)));
        const bool isDirect = kind == PathKind::C2bValidation || kind == PathKind::C2bConfirmation;
        HOLDS(!isDirect || kShortCodes.contains(c2bShortCode(incoming.body)));
    }
    if (kind == PathKind::C2bValidation && inbox.stored == 1) { // from a stranger it is kept, and means nothing
        const auto payment = parseC2bPayment(incoming.body, Currency::KES);
        HOLDS(daraja::findValidationReply(code) != nullptr);
        HOLDS((code == "0"_L1) == (payment && payment->amount.isWhole()));
    } else {
        HOLDS(code == "0"_L1 || (kind == PathKind::C2bValidation && code == "C2B00015"_L1));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto [head, body] = fuzz::split(fuzz::bytesOf(data, size));
    const QStringList words = QString::fromUtf8(head).split(u' ');
    const Incoming incoming{words.value(0), body, words.value(1), words.mid(2)};
    checkPayment(body);
    static Till &open = *new Till(SourceRule::From::Anybody);
    static Till &closed = *new Till(SourceRule::From::Safaricom);
    receive(size % 2 == 0 ? open : closed, incoming);
    return 0;
}
