#include "ui/viewmodels/reason_rule.h"

#include <QCoreApplication>
#include <algorithm>

namespace kaunta::ui {

namespace {

constexpr qsizetype kShortest = 2;
constexpr qsizetype kLongest = 100;

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(ReasonRule)
};

bool isAllowed(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') || u == u' ' || u == u'.' || u == u',' || u == u'-';
}

} // namespace

bool isReason(const QString &text)
{
    return text.size() >= kShortest && text.size() <= kLongest && std::all_of(text.cbegin(), text.cend(), isAllowed);
}

QString reasonProblem(const QString &text)
{
    if (text.isEmpty() || isReason(text))
        return {};
    if (text.size() < kShortest)
        return Tr::tr("Say it in at least two letters.");
    if (text.size() > kLongest)
        return Tr::tr("That is too long: M-PESA takes %1 letters.").arg(kLongest);
    return Tr::tr("M-PESA takes plain letters, digits, dots, commas and dashes only.");
}

} // namespace kaunta::ui
