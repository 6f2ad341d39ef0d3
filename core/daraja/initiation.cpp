#include "core/daraja/initiation.h"

namespace kaunta::daraja {

using namespace Qt::StringLiterals;

QList<NamedProblem> problemsOf(const Initiation &initiation, const char *initiatorField)
{
    return {{initiatorField, nameProblem(initiation.initiator, 50)},
            {"SecurityCredential", secretProblem(initiation.credential)},
            {"Remarks", remarksProblem(initiation.remarks)},
            {"ResultURL", callbackProblem(initiation.resultUrl)},
            {"QueueTimeOutURL", callbackProblem(initiation.timeoutUrl)}};
}

QJsonObject toJson(const Initiation &initiation, const char *initiatorField)
{
    return {{QString::fromLatin1(initiatorField), initiation.initiator},
            {u"SecurityCredential"_s, QString::fromLatin1(initiation.credential)},
            {u"Remarks"_s, initiation.remarks},
            {u"ResultURL"_s, initiation.resultUrl.toString(QUrl::FullyEncoded)},
            {u"QueueTimeOutURL"_s, initiation.timeoutUrl.toString(QUrl::FullyEncoded)}};
}

} // namespace kaunta::daraja
