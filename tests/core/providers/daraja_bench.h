#pragma once

#include "core/providers/daraja_provider.h"
#include "tests/core/daraja/throwaway_key.h"
#include "tests/support/scripted_transport.h"
#include "tests/support/test_clock.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace kaunta::test {

using namespace Qt::StringLiterals;

//! The gateway's side of a credential: opens each with the private key and puts what was inside into the request, so that a
//! recording, which knows no random padding, can be compared byte for byte.
class OpeningTransport final : public net::Transport
{
public:
    OpeningTransport(net::Transport &next, const ThrowawayKey &key) : m_next(next), m_key(key) {}
    void send(const net::Request &request, QObject *context, DoneFn done) override
    {
        net::Request opened = request;
        QJsonObject json = QJsonDocument::fromJson(request.body).object();
        if (json.contains("SecurityCredential"_L1)) {
            credentials.append(json.value("SecurityCredential"_L1).toString().toLatin1());
            json["SecurityCredential"_L1] = QString::fromUtf8("opened: " + m_key.opened(credentials.constLast()));
            opened.body = QJsonDocument(json).toJson(QJsonDocument::Compact);
        }
        m_next.send(opened, context, std::move(done));
    }
    QList<QByteArray> credentials;   //!< as they came

private:
    net::Transport &m_next;
    const ThrowawayKey &m_key;
};

//! A provider on a wire that plays recordings, with an initiator whose password a test can withhold.
class DarajaBench
{
public:
    DarajaBench() { use(shop()); }

    static Profile shop(AccountType type = AccountType::Paybill)
    {
        Profile profile;
        profile.environment = Environment::Custom;
        profile.baseUrl = QUrl(u"https://sandbox.example"_s);
        profile.shortCode = u"174379"_s;
        profile.till = type == AccountType::Till ? u"7654321"_s : QString();
        profile.type = type;
        return profile;
    }
    static std::function<QByteArray()> file(const QByteArray &bytes)
    {
        return [bytes] { return bytes; };
    }
    providers::DarajaInitiator initiator()
    {
        return {.name = u"testapi"_s, .certificate = file(key().pem()), .password = [this](QObject *context, std::function<void(std::optional<QByteArray>)> done) {
                    ++passwordsFetched;
                    const auto given = password ? std::optional(QByteArray(password->constData(), password->size())) : std::nullopt;
                    if (given)
                        lastGiven = *given;   // shares the bytes, so that a test sees them wiped
                    QMetaObject::invokeMethod(context, [done, given] { done(given); }, Qt::QueuedConnection);
                }};
    }
    void use(const Profile &profile) { use(profile, initiator()); }
    void use(const Profile &profile, providers::DarajaInitiator by)
    {
        provider = std::make_unique<providers::DarajaProvider>(profile, providers::DarajaCredentials{"key", "secret", "passkey"}, opening, caches, clock, std::move(by));
    }
    static const ThrowawayKey &key()
    {
        static const ThrowawayKey one;   // making one takes a while
        return one;
    }

    static ScriptedTransport::Exchange recorded(const char *stem) { return ScriptedTransport::recorded(path(stem)); }
    static ScriptedTransport::Exchange recorded(const char *stem, const net::Reply &reply) { return ScriptedTransport::recorded(path(stem), reply); }
    void willSignIn() { wire.expect(recorded("oauth")); }

    ScriptedTransport wire;
    OpeningTransport opening{wire, key()};
    TestClock clock;
    daraja::TokenCaches caches{opening, clock};
    std::optional<QByteArray> password = "Safaricom999!*!";
    QByteArray lastGiven;
    int passwordsFetched = 0;
    std::unique_ptr<providers::DarajaProvider> provider;

private:
    static QString path(const char *stem) { return QStringLiteral(KAUNTA_DARAJA_DATA "/") + QLatin1StringView(stem); }
};

//! Runs a call of a provider and waits for its one answer.
template <class Answer, class Call>
Answer answerOf(Call &&call)
{
    std::optional<Answer> answer;
    QObject context;
    call(&context, [&](const Answer &got) {
        if (answer)
            QTest::qFail("answered twice", __FILE__, __LINE__);
        answer = got;
    });
    if (answer)
        QTest::qFail("answered before the call returned", __FILE__, __LINE__);
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 5000))
        QTest::qFail("no answer", __FILE__, __LINE__);
    QCoreApplication::processEvents();
    return answer.value_or(Answer{});
}

inline QByteArray errorBody(const char *code, const QByteArray &message)
{
    return QByteArray("{\"requestId\":\"1\",\"errorCode\":\"") + code + "\",\"errorMessage\":\"" + message + "\"}";
}

} // namespace kaunta::test
