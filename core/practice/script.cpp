#include "core/practice/script.h"

#include "core/base/msisdn.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <algorithm>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

using Kind = Misbehaviour::Kind;
using Pending = Behaviour::Pending;

//! Reads one object and remembers the first thing that is wrong with it. A key that nobody asked for is an error too: a
//! misspelt rule that silently does nothing would make a test pass for the wrong reason.
class Reader
{
public:
    Reader(QJsonObject object, QString where) : m_object(std::move(object)), m_where(std::move(where)) {}

    bool has(QLatin1StringView key)
    {
        m_known.insert(key);
        return m_object.contains(key);
    }
    QJsonValue raw(QLatin1StringView key) { return has(key) ? m_object.value(key) : QJsonValue(); }
    QString text(QLatin1StringView key, const QString &otherwise)
    {
        if (!has(key))
            return otherwise;
        if (!m_object.value(key).isString())
            complain(u"%1 must be text"_s.arg(key));
        return m_object.value(key).toString();
    }
    //! A whole number from 0 to 86,400,000 (a day in milliseconds).
    int number(QLatin1StringView key, int otherwise)
    {
        return has(key) ? whole(m_object.value(key), key) : otherwise;
    }
    int whole(const QJsonValue &value, QLatin1StringView key)
    {
        const int number = value.toInt(-1);
        if (number < 0 || number > 86'400'000)
            complain(u"%1 must be a whole number from 0 to 86400000"_s.arg(key));
        return number;
    }
    template <class Value>
    std::optional<Value> choice(QLatin1StringView key, std::initializer_list<std::pair<QLatin1StringView, Value>> words)
    {
        const QString word = text(key, {});
        for (const auto &[name, value] : words)
            if (word == name)
                return value;
        complain(u"%1 does not know “%2”"_s.arg(key, word));
        return {};
    }
    void complain(const QString &what)
    {
        if (m_problem.isEmpty())
            m_problem = u"%1: %2"_s.arg(m_where, what);
    }
    QString problem()
    {
        const QStringList keys = m_object.keys();
        for (const QString &key : keys)
            if (!m_known.contains(key))
                complain(u"“%1” is not known"_s.arg(key));
        return m_problem;
    }
    QString where() const { return m_where; }

private:
    QJsonObject m_object;
    QString m_where;
    QSet<QString> m_known;
    QString m_problem;
};

std::chrono::milliseconds ms(int count) { return std::chrono::milliseconds{count}; }

std::optional<Misbehaviour::Kind> readKind(Reader &reader)
{
    return reader.choice<Kind>("misbehaviour"_L1, {{"none"_L1, Kind::None},
                                                   {"refuse-connection"_L1, Kind::RefuseConnection},
                                                   {"lose-request"_L1, Kind::LoseRequest},
                                                   {"lose-answer"_L1, Kind::LoseAnswer},
                                                   {"cut-answer"_L1, Kind::CutAnswer},
                                                   {"drip-answer"_L1, Kind::DripAnswer}});
}

QList<std::chrono::milliseconds> readTimes(Reader &reader, QLatin1StringView key)
{
    QList<std::chrono::milliseconds> times;
    if (!reader.raw(key).isArray())
        reader.complain(u"%1 must be a list of milliseconds"_s.arg(key));
    const QJsonArray list = reader.raw(key).toArray();
    for (const QJsonValue &value : list)
        times.append(ms(reader.whole(value, key)));
    return times;
}

//! Own timing and codes, on top of a named behaviour ("like", "paid" by default).
Behaviour readOwnBehaviour(const QJsonObject &object, Reader &rule)
{
    Reader reader(object, rule.where() + u" behaviour"_s);
    const Behaviour *like = behaviourNamed(reader.text("like"_L1, u"paid"_s));
    if (!like)
        reader.complain(u"like names no behaviour"_s);
    Behaviour behaviour = like ? *like : Behaviour{};
    behaviour.name = u"own"_s;
    behaviour.result = reader.text("result"_L1, behaviour.result);
    behaviour.resultAfter = ms(reader.number("after"_L1, static_cast<int>(behaviour.resultAfter.count())));
    behaviour.earlyResult = reader.text("early"_L1, behaviour.earlyResult);
    behaviour.earlyFrom = ms(reader.number("earlyFrom"_L1, static_cast<int>(behaviour.earlyFrom.count())));
    behaviour.limitedQueries = reader.number("limited"_L1, behaviour.limitedQueries);
    if (reader.has("asks"_L1)) {
        if (!reader.raw("asks"_L1).isBool())
            reader.complain(u"asks must be true or false"_s);
        behaviour.asksHandset = reader.raw("asks"_L1).toBool();
    } else if (object.contains("after"_L1) || object.contains("result"_L1)) {
        behaviour.asksHandset = false;   // who sets the outcome does not want to be asked for it
    }
    if (reader.has("callbacks"_L1)) {
        behaviour.callbacks = readTimes(reader, "callbacks"_L1);
    } else if (reader.has("after"_L1)) {
        behaviour.callbacks = {behaviour.resultAfter};
    }
    if (reader.has("pending"_L1)) {
        behaviour.pending = reader
                                .choice<Pending>("pending"_L1, {{"being-processed"_L1, Pending::BeingProcessed},
                                                                {"empty-text"_L1, Pending::EmptyText},
                                                                {"4999"_L1, Pending::Code4999},
                                                                {"invalid-id"_L1, Pending::InvalidId}})
                                .value_or(Pending::BeingProcessed);
    }
    if (const QString problem = reader.problem(); !problem.isEmpty())
        rule.complain(problem);
    return behaviour;
}

Outcome readOutcome(const QJsonValue &value, Reader &rule)
{
    if (!value.isObject())
        rule.complain(u"outcome must be an object"_s);
    Reader reader(value.toObject(), rule.where() + u" outcome"_s);
    Outcome outcome;
    outcome.result = reader.text("result"_L1, {});
    outcome.after = ms(reader.number("after"_L1, static_cast<int>(outcome.after.count())));
    outcome.results = {outcome.after};
    if (reader.has("results"_L1))
        outcome.results = readTimes(reader, "results"_L1);
    if (reader.has("timeouts"_L1))
        outcome.timeouts = readTimes(reader, "timeouts"_L1);
    if (reader.has("claims"_L1)) {
        const QJsonArray list = reader.raw("claims"_L1).toArray();
        for (const QJsonValue &claim : list)
            outcome.claims << claim.toString();
        if (outcome.claims.isEmpty() || outcome.claims.contains(QString()))
            reader.complain(u"claims must be a list of ResultCodes, as text"_s);
    }
    if (const QString problem = reader.problem(); !problem.isEmpty())
        rule.complain(problem);
    return outcome;
}

HttpAnswer readAnswer(const QJsonObject &object, Reader &rule)
{
    Reader reader(object, rule.where() + u" answer"_s);
    HttpAnswer answer;
    answer.status = reader.number("status"_L1, 200);
    if (answer.status < 200 || answer.status > 599)
        reader.complain(u"status must be 200 to 599"_s);
    const QJsonValue body = reader.raw("body"_L1);
    answer.body = body.isObject() ? QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact) : body.toString().toUtf8();
    answer.headers.emplaceBack("Content-Type", reader.text("contentType"_L1, u"application/json"_s).toUtf8());
    const QString retryAfter = reader.text("retryAfter"_L1, {});
    if (!retryAfter.isEmpty())
        answer.headers.emplaceBack("Retry-After", retryAfter.toUtf8());
    for (const auto &[name, value] : std::as_const(answer.headers))
        if (value.contains('\r') || value.contains('\n'))
            reader.complain(u"a header cannot hold a line break"_s);
    if (const QString problem = reader.problem(); !problem.isEmpty())
        rule.complain(problem);
    return answer;
}

Rule readRule(Reader &reader)
{
    Rule rule;
    rule.phone = reader.text("phone"_L1, u"*"_s);
    if (rule.phone != "*"_L1) {
        if (const auto phone = Msisdn::parse(rule.phone))
            rule.phone = phone->digits();
        else
            reader.complain(u"phone is not a Kenyan number"_s);
    }
    if (reader.has("endpoint"_L1))
        rule.endpoint = reader.choice<Endpoint>("endpoint"_L1, {{"oauth"_L1, Endpoint::OAuth},
                                                               {"push"_L1, Endpoint::Push},
                                                               {"query"_L1, Endpoint::Query},
                                                               {"reversal"_L1, Endpoint::Reversal},
                                                               {"status"_L1, Endpoint::Status},
                                                               {"balance"_L1, Endpoint::Balance},
                                                               {"c2b-register"_L1, Endpoint::C2bRegister},
                                                               {"c2b-simulate"_L1, Endpoint::C2bSimulate},
                                                               {"b2c"_L1, Endpoint::Payout},
                                                               {"b2b"_L1, Endpoint::Transfer},
                                                               {"pull-register"_L1, Endpoint::PullRegister},
                                                               {"pull"_L1, Endpoint::Pull},
                                                               {"qr"_L1, Endpoint::Qr},
                                                               {"org-info"_L1, Endpoint::OrgInfo}});
    if (reader.has("times"_L1))
        rule.timesLeft = reader.number("times"_L1, 0);
    if (reader.has("behaviour"_L1)) {
        const QJsonValue value = reader.raw("behaviour"_L1);
        if (rule.endpoint && rule.endpoint != Endpoint::Push)
            reader.complain(u"a behaviour is what becomes of a push"_s);
        rule.endpoint = Endpoint::Push;
        if (value.isObject())
            rule.behaviour = readOwnBehaviour(value.toObject(), reader);
        else if (const Behaviour *named = behaviourNamed(value.toString()))
            rule.behaviour = *named;
        else
            reader.complain(u"behaviour “%1” is not known"_s.arg(value.toString()));
    }
    if (reader.has("misbehaviour"_L1))
        rule.misbehaviour = Misbehaviour{readKind(reader).value_or(Misbehaviour::Kind::None), reader.number("atByte"_L1, 0)};
    if (reader.has("answer"_L1))
        rule.answer = readAnswer(reader.raw("answer"_L1).toObject(), reader);
    if (reader.has("outcome"_L1)) {
        if (rule.endpoint && !endsLater(*rule.endpoint))
            reader.complain(u"an outcome is what becomes of a request whose result comes later"_s);
        rule.outcome = readOutcome(reader.raw("outcome"_L1), reader);
    }
    rule.answerAfter = ms(reader.number("answerAfter"_L1, 0));
    if (!rule.behaviour && !rule.outcome && !rule.misbehaviour && !rule.answer && rule.answerAfter == ms(0))
        reader.complain(u"the rule does nothing"_s);
    return rule;
}

} // namespace

bool endsLater(Endpoint endpoint)
{
    switch (endpoint) {
    case Endpoint::Reversal:
    case Endpoint::Status:
    case Endpoint::Balance:
    case Endpoint::C2bSimulate:
    case Endpoint::Payout:
    case Endpoint::Transfer:
        return true;
    case Endpoint::OAuth:
    case Endpoint::Push:
    case Endpoint::Query:
    case Endpoint::C2bRegister:
    case Endpoint::PullRegister:
    case Endpoint::Pull:
    case Endpoint::Qr:
    case Endpoint::OrgInfo:
        break;
    }
    return false;
}

bool Rule::fits(Endpoint asked, const QString &askedPhone) const
{
    return timesLeft != 0 && (!endpoint || *endpoint == asked) && (!outcome || endsLater(asked)) && (phone == "*"_L1 || phone == askedPhone);
}

std::optional<Script> Script::parse(const QByteArray &json, QString *problem)
{
    QString ignored;
    QString &says = problem ? *problem : ignored;
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject()) {
        says = u"not a JSON object: "_s + error.errorString();
        return {};
    }
    Reader top(document.object(), u"script"_s);
    if (!top.raw("rules"_L1).isArray())
        top.complain(u"rules must be a list"_s);
    Script script;
    const QJsonArray rules = top.raw("rules"_L1).toArray();
    for (const QJsonValue &value : rules) {
        Reader reader(value.toObject(), u"rule %1"_s.arg(script.m_rules.size() + 1));
        script.m_rules.push_back(readRule(reader));
        if (const QString wrong = reader.problem(); !wrong.isEmpty())
            top.complain(wrong);
    }
    says = top.problem();
    if (!says.isEmpty())
        return {};
    return script;
}

const Rule *Script::peek(Endpoint endpoint, const QString &phone) const
{
    const auto found = std::find_if(m_rules.begin(), m_rules.end(), [&](const Rule &rule) { return rule.fits(endpoint, phone); });
    return found == m_rules.end() ? nullptr : &*found;
}

std::optional<Rule> Script::take(Endpoint endpoint, const QString &phone)
{
    for (Rule &rule : m_rules) {
        if (!rule.fits(endpoint, phone))
            continue;
        if (rule.timesLeft > 0)
            --rule.timesLeft;
        return rule;
    }
    return {};
}

} // namespace kaunta::practice
