// Who may do what, as the program decides it; and how parts get into the document.
#include "core/people/purposes.h"
#include "tests/docs/state_tables.h"

#include <QRegularExpression>

namespace kaunta::docs {

using namespace Qt::StringLiterals;

namespace {

using people::Permission;

struct Row {
    Permission permission;
    const char *words;
};
constexpr Row kRows[] = {
    {Permission::Charge, "take payments, ask for a refund, put a direct payment on a sale"},
    {Permission::SeeBalance, "see the shop's M-PESA balance"},
    {Permission::SeeEveryone, "see other cashiers' payments and totals"},
    {Permission::ApproveRefund, "approve a refund"},
    {Permission::ApproveResend, "allow a second prompt over an open charge"},
    {Permission::UndoMatch, "take a direct payment off a sale again"},
    {Permission::DecideUnknown, "decide an unknown, a contradiction, or a customer's code"},
    {Permission::ManageUsers, "add and disable users"},
    {Permission::ManageProfiles, "add, change and switch profiles"},
};

} // namespace

QMap<QString, QString> peopleParts()
{
    QString head = u"| may |"_s;
    QString line = u"| --- |"_s;
    for (const people::Role role : people::allRoles()) {
        head += u' ' + people::roleName(role) + u" |"_s;
        line += u" --- |"_s;
    }
    QString out = head + u" needs a second person |\n"_s + line + u" --- |\n"_s;
    for (const Row &row : kRows) {
        out += u"| "_s + QString::fromLatin1(row.words) + u" |"_s;
        for (const people::Role role : people::allRoles())
            out += people::may(role, row.permission) ? u" yes |"_s : u" |"_s;
        out += people::needsSecondPerson(row.permission) ? u" yes |\n"_s : u" |\n"_s;
    }
    return {{u"roles"_s, out}};
}

QString withParts(const QString &text, const QMap<QString, QString> &parts, QStringList &problems)
{
    static const QRegularExpression marked(uR"(<!-- generated: ([a-z-]+) -->\n(.*?)<!-- end -->)"_s, QRegularExpression::DotMatchesEverythingOption);
    QStringList used;
    QString out;
    qsizetype done = 0;
    for (auto matches = marked.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        const QString name = match.captured(1);
        if (!parts.contains(name) || used.contains(name))
            problems << u"no part, or used twice: "_s + name;
        used << name;
        out += QStringView(text).mid(done, match.capturedStart() - done) + u"<!-- generated: "_s + name + u" -->\n\n"_s + parts.value(name) + u"\n<!-- end -->"_s;
        done = match.capturedEnd();
    }
    for (auto part = parts.begin(); part != parts.end(); ++part)
        if (!used.contains(part.key()))
            problems << u"not in the document: "_s + part.key();
    return out + QStringView(text).mid(done);
}

} // namespace kaunta::docs
