#include "core/callbacks/stk_receiver.h"

#include "core/callbacks/inbox.h"

#include <QRegularExpression>

namespace kaunta::callbacks {

using namespace Qt::StringLiterals;

namespace {

const Answer kAccepted{200, R"({"ResultCode":0,"ResultDesc":"Success"})"};
const Answer kNotStored{503, R"({"ResultCode":1,"ResultDesc":"Not stored"})"};
const Answer kTooLong{413, R"({"ResultCode":1,"ResultDesc":"Too long"})"};

} // namespace

std::optional<QString> tokenOf(const QString &path)
{
    static const QRegularExpression shape(uR"(/([0-9a-f]{32})\z)"_s);
    const auto match = shape.match(path);
    return match.hasMatch() ? std::optional(match.captured(1)) : std::nullopt;
}

Answer StkReceiver::receive(const Incoming &incoming)
{
    if (incoming.body.size() > kMaxBody)
        return kTooLong;
    const auto token = tokenOf(incoming.path);
    if (!token || !m_isOurs(*token)) {
        m_inbox.storeStray(incoming.path, incoming.body, incoming.source);
        return kAccepted;
    }
    const auto stored = m_inbox.store(*token, incoming.body, incoming.source);
    if (!stored)
        qWarning("A callback could not be stored and was answered 503: %s", qUtf8Printable(stored.error().detail));
    return stored ? kAccepted : kNotStored;
}

} // namespace kaunta::callbacks
