#include "ui/viewmodels/people_words.h"

#include <QCoreApplication>

namespace kaunta::ui {

using people::Role;

namespace {

struct Words {
    const char *word;
    const char *help;
};

Words wordsOf(Role role)
{
    switch (role) {
    case Role::Cashier: return {QT_TRANSLATE_NOOP("People", "Cashier"), QT_TRANSLATE_NOOP("People", "Takes payments and asks for refunds.")};
    case Role::Supervisor:
        return {QT_TRANSLATE_NOOP("People", "Supervisor"), QT_TRANSLATE_NOOP("People", "As a cashier, and approves refunds and second requests.")};
    case Role::Manager:
        return {QT_TRANSLATE_NOOP("People", "Manager"), QT_TRANSLATE_NOOP("People", "As a supervisor, and decides, sees the balance, changes people and shops.")};
    case Role::Auditor: return {QT_TRANSLATE_NOOP("People", "Auditor"), QT_TRANSLATE_NOOP("People", "Sees everything and changes nothing.")};
    case Role::Owner: return {QT_TRANSLATE_NOOP("People", "Owner"), QT_TRANSLATE_NOOP("People", "As a manager, and adds other owners.")};
    }
    Q_UNREACHABLE();
}

} // namespace

QString roleWord(Role role)
{
    return QCoreApplication::translate("People", wordsOf(role).word);
}

QString roleHelp(Role role)
{
    return QCoreApplication::translate("People", wordsOf(role).help);
}

QString failureSentence(const Failure &failure)
{
    const FailureWords &words = wordsFor(failure.code);
    return QCoreApplication::translate("Failures", words.says) + u' ' + QCoreApplication::translate("Failures", words.next);
}

} // namespace kaunta::ui
