#pragma once

#include "core/daraja/json_text.h"
#include "core/net/transport.h"
#include "tests/fuzz/fuzz.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <optional>

//! What the targets share that read a gateway's answers through a provider.
namespace kaunta::fuzz {

//! Gives every request the same answer; a token is always to be had, unless that is what is tried.
class OneAnswer final : public net::Transport
{
public:
    //! `most`: how often one call may send its request.
    explicit OneAnswer(int most) : m_most(most) {}

    void send(const net::Request &request, QObject *context, DoneFn done) override
    {
        net::Reply reply = answer;
        const bool asksForToken = request.verb == net::Verb::Get || request.url.path().contains(QLatin1String("token"));
        if (!asksForToken) {
            HOLDS(++sent <= m_most);
        } else if (!answersTokens) {
            reply.status = 200;
            reply.headers = {};
            reply.body = R"({"access_token":"c9SQxWWhmdVRlyh0zh8gZDTkubVF","expires_in":"3599"})";
        }
        QMetaObject::invokeMethod(context, [done = std::move(done), reply] { done(reply); }, Qt::QueuedConnection);
    }

    //! Runs `call(done)` to its one answer.
    template <class Answer, class Call>
    Answer answerOf(Call &&call)
    {
        std::optional<Answer> got;
        sent = 0;
        call([&got](const Answer &told) {
            HOLDS(!got);
            got = told;
        });
        HOLDS(!got);
        for (int turn = 0; turn < 10 && !got; ++turn)
            QCoreApplication::sendPostedEvents();
        HOLDS(got.has_value());
        return *got;
    }

    net::Reply answer;
    bool answersTokens = false;
    int sent = 0;

private:
    int m_most;
};

//! The same answer, read once more by other means.
struct Told {
    Told(int httpStatus, const QByteArray &body) : status(httpStatus), json(QJsonDocument::fromJson(body).object()) {}

    bool isSuccess() const
    {
        return status >= 200 && status < 300 && !json.contains(QLatin1String("errorCode")) && !json.contains(QLatin1String("fault")) &&
               !json.contains(QLatin1String("Envelope"));
    }
    QString text(QLatin1StringView key) const { return daraja::scalarText(json.value(key)); }
    QString text(QLatin1StringView object, QLatin1StringView key) const { return daraja::scalarText(json.value(object).toObject().value(key)); }

    int status;
    QJsonObject json;
};

} // namespace kaunta::fuzz
