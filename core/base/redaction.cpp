#include "core/base/redaction.h"

#include <QList>
#include <QMutex>
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>
#include <cstdio>

namespace kaunta {

using namespace Qt::StringLiterals;

namespace {

struct KnownSecrets {
    QMutex guard;
    QList<QString> values;   // longest first: one may be a part of another
};
Q_GLOBAL_STATIC(KnownSecrets, known)

// Between a name and its value: JSON, also JSON quoted inside JSON, forms, headers, XML, and all of it percent-encoded.
constexpr char16_t kBetween[] = uR"([\w-]{0,20}(?:\\*["']|%22)?\s*(?:[:=>]|%3A|%3D)(?:\s|%20)*)";

QRegularExpression named(const QString &names, const QString &value)
{
    return QRegularExpression(u"((?:"_s + names + u')' + QStringView(kBetween) + u")(?:"_s + value + u')',
                              QRegularExpression::CaseInsensitiveOption);
}

// A quoted value goes up to its quote, or to the end of a text that was cut in the middle of it.
const QString &anyValue()
{
    static const QString value = uR"("(?:[^"\\]|\\.)*(?:"|\\?$)|'[^']*(?:'|$)|\\+"[^"\\]*(?:\\+"|$)|%22(?:(?!%22).)*(?:%22|$)|(?:(?:Basic|Bearer)(?:\s+|%20))?[^\s,;}"'<]+)"_s;
    return value;
}

QString hideSecrets(QString text)
{
    static const QString names = uR"(pass(?:word|key|phrase)|pwd|credential|token|authorization|cookie|secret|consumer[-_ ]?key|api[-_ ]?key|(?<![A-Za-z])pin)"_s;
    // A header's value may hold spaces and commas (Digest): the rest of the line goes.
    static const QRegularExpression header(uR"(((?:authorization|cookie)\s*[:=]\s*)(?!["'])[^\r\n]+)"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression field = named(names, anyValue());
    static const QRegularExpression scheme(uR"(\b(Basic|Bearer)(?:\s+|%20)[A-Za-z0-9+/=._~%-]{4,})"_s, QRegularExpression::CaseInsensitiveOption);
    text.replace(header, uR"(\1***)"_s);
    text.replace(field, uR"(\1***)"_s);
    text.replace(scheme, uR"(\1 ***)"_s);
    return text;
}

QString lastThreeDigits(const QString &number)
{
    QString last;
    for (qsizetype i = number.size(); i-- > 0 && last.size() < 3;)
        if (number[i] >= u'0' && number[i] <= u'9')
            last.prepend(number[i]);
    return last;
}

QString hidePhones(const QString &text)
{
    // A Kenyan or Ethiopian number as people and APIs write it, or any number with a plus. A word may touch it
    // ("phone0722000000"), other digits may not: a piece of a hash or of a timestamp is no phone.
    static const QRegularExpression phone(
        uR"RX((?:(?<![0-9A-Za-z])([A-Za-z]{0,20})|(?<=%[0-9A-Fa-f]{2})|(?<=\\u[0-9A-Fa-f]{4})))RX"
        uR"RX((?:\(?(?:(?:\+|%2B|0{1,2})?25[14]\)?SEP?(?:\(?0\)?)?SEP?[1-9]|0SEP?[179]))RX"
        uR"RX((?:[0-9]{2}\)?SEP?[0-9]{3}SEP?[0-9]{3}|(?:GAP?[0-9]){8}))RX"
        uR"RX(|(?:\+|%2B)[1-9](?:SEP?[0-9]){7,14}))RX"
        uR"RX((?=[A-Za-z]{0,20}(?![0-9A-Za-z])))RX"_s
            .replace("SEP"_L1, uR"((?:[ \t.\x{00A0}\x{2007}\x{2009}\x{202F}\x{2010}\x{2011}\-]|%20|\+))"_s)
            .replace("GAP"_L1, uR"((?:[ \x{00A0}\x{202F}]|%20|\+))"_s),
        QRegularExpression::CaseInsensitiveOption);
    QString out;
    qsizetype done = 0;
    for (auto matches = phone.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        out += QStringView(text).mid(done, match.capturedStart() - done);
        out += match.captured(1) + u'…' + lastThreeDigits(match.captured());
        done = match.capturedEnd();
    }
    return out + QStringView(text).mid(done);
}

//! Whether any of the patterns can match: a phone and a CheckoutRequestID have nine digits, a named secret has something between name
//! and value, a header's scheme its name. Most texts are codes, and a ledger looks through every one.
bool mayHide(const QString &text)
{
    constexpr int kFewestDigits = 8;   // "+1 234 567 8"
    int digits = 0;
    for (const QChar c : text) {
        digits += c >= u'0' && c <= u'9';
        if (digits == kFewestDigits || c == u':' || c == u'=' || c == u'>' || c == u'%')
            return true;
    }
    return text.contains("basic"_L1, Qt::CaseInsensitive) || text.contains("bearer"_L1, Qt::CaseInsensitive);
}

void logRedacted(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QByteArray line = redacted(qFormatLogMessage(type, context, message)).toUtf8();
    std::fprintf(stderr, "%s\n", line.constData());
    if (type == QtFatalMsg)
        std::abort();
}

} // namespace

QString redacted(const QString &text)
{
    // A CheckoutRequestID ends in the payer's nine digits. Nine digits without a prefix are a phone only where they are
    // called one: elsewhere they may be an amount.
    static const QRegularExpression checkoutId(uR"((ws_CO_\w*?)[0-9]{6}([0-9]{3})(?![0-9_…]))"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression shortPhone = named(u"phone|msisdn|mobile|party_?a"_s, uR"((?:\\*["']|%22)?\+?[17][0-9]{5}([0-9]{3})(?![0-9]))"_s);
    QString out = text;
    {
        const QMutexLocker lock(&known->guard);
        for (const QString &secret : std::as_const(known->values))
            out.replace(secret, "***"_L1);
    }
    if (!mayHide(out))
        return out;
    out = hideSecrets(std::move(out));
    out.replace(checkoutId, uR"(\1…\2)"_s);
    out.replace(shortPhone, uR"(\1…\2)"_s);
    return hidePhones(out);
}

void neverLog(const QByteArray &secret)
{
    if (secret.size() < 4)   // hiding every "1" would hide the log itself
        return;
    const QString plain = QString::fromUtf8(secret);
    const QMutexLocker lock(&known->guard);
    for (const QString &form : {plain, QString::fromLatin1(QUrl::toPercentEncoding(plain))})
        if (!known->values.contains(form))
            known->values.append(form);
    std::sort(known->values.begin(), known->values.end(), [](const QString &a, const QString &b) { return a.size() > b.size(); });
}

void installRedactingLog()
{
    qSetMessagePattern(u"%{time yyyy-MM-ddTHH:mm:ss.zzz} %{type} %{category}: %{message}"_s);
    qInstallMessageHandler(logRedacted);
}

} // namespace kaunta
