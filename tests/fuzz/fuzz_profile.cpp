// profile.json, and the same fields one by one as `profile add` and Settings take them: lines of option=value.
#include "core/profile/profile_file.h"
#include "core/profile/profile_options.h"
#include "tests/fuzz/fuzz.h"

using namespace kaunta;
using namespace Qt::StringLiterals;

namespace {

//! What a till would use of it.
void checkValid(const Profile &profile)
{
    HOLDS(isProfileName(profile.name) && !profile.id.isEmpty());
    HOLDS(profile.tillId().size() == 2 && !profile.shopName().trimmed().isEmpty());
    for (const QUrl &url : {profile.effectiveBaseUrl(), profile.effectiveCallbackUrl()}) {
        HOLDS(url.isValid() && !url.host().isEmpty() && !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty());
        HOLDS(url.scheme() == "https"_L1 ||
              (url.scheme() == "http"_L1 && (url.host() == "localhost"_L1 || url.host() == "::1"_L1 || url.host().startsWith("127."_L1))));
        QUrl path = url;
        path.setPath(url.path() + u"/0123456789abcdef0123456789abcdef"_s);
        HOLDS(path.isValid() && path.host() == url.host() && QUrl(path.toString(QUrl::FullyEncoded), QUrl::StrictMode) == path);
    }
    HOLDS((profile.environment == Environment::Practice) == (profile.name == "practice"_L1));
}

//! What breaks a rule is never written. The rules take longer than all the rest, so that it is known without them what cannot pass.
void checkWritten(const Profile &profile)
{
    if (!isProfileName(profile.name) || profile.shortCode.size() < 5 || !validate(profile))
        return;
    checkValid(profile);
    const auto again = profileFromJson(toJson(profile));
    HOLDS(again && *again == profile);
}

void readFields(const QByteArray &lines)
{
    Profile profile;
    profile.id = u"7c1f"_s;
    profile.name = u"duka"_s;
    profile.environment = Environment::Custom;
    profile.provider = u"daraja"_s;
    const QList<QByteArray> fields = lines.split('\n');
    for (const QByteArray &field : fields) {
        const qsizetype at = field.indexOf('=');
        const Profile before = profile;
        if (!applyOption(profile, QString::fromUtf8(field.left(at)), at < 0 ? QString() : QString::fromUtf8(field.mid(at + 1))))
            HOLDS(profile == before);
    }
    checkWritten(profile);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    if (const auto profile = profileFromJson(bytes))
        checkWritten(*profile);
    else
        HOLDS(!profile.error().detail.isEmpty());
    if (!bytes.startsWith('{'))
        readFields(bytes);
    return 0;
}
