#include "core/practice/answers.h"
#include "core/practice/endpoints.h"
#include "core/practice/request_checks.h"

#include <QUrlQuery>

namespace kaunta::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTokenSeconds = 3599;

}

HttpAnswer oauthGenerate(Backstage &stage, const Call &call)
{
    const QString pair = stage.options.consumerKey + u':' + stage.options.consumerSecret;
    if (headerOf(call.request, "Authorization") != "Basic " + pair.toUtf8().toBase64())
        return errorAnswer(stage.random, 400, u"400.008.01"_s, u"Invalid Authentication passed"_s);
    if (QUrlQuery(call.url).queryItemValue(u"grant_type"_s) != "client_credentials"_L1)
        return errorAnswer(stage.random, 400, u"400.008.02"_s, u"Invalid grant type passed"_s);
    // Tokens that were given out before stay valid: that a new one ends them is documented, but was never seen in traffic.
    const QString token = randomCode(stage.random, 28);
    if (!stage.store.addToken(token, stage.now() + kTokenSeconds * 1000, stage.now()))
        return errorAnswer(stage.random, 500, u"500.003.1001"_s, u"Internal Server Error"_s);
    return jsonAnswer(200, {{u"access_token"_s, token}, {u"expires_in"_s, QString::number(kTokenSeconds)}});
}

} // namespace kaunta::practice
