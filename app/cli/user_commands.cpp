// user add NAME --role R | user list | user disable NAME: who may use this till. PINs are read from standard input.
#include "app/cli/waiting_till.h"
#include "core/secrets/secret_store.h"

namespace kaunta::cli {

using namespace Qt::StringLiterals;
using people::PeopleService;

namespace {

void print(const Output &output, const people::UserLine &user)
{
    output.object({{u"type"_s, u"user"_s},
                   {u"name"_s, user.name},
                   {u"role"_s, people::roleName(user.role)},
                   {u"disabled"_s, user.disabled},
                   {u"lockedSeconds"_s, qint64(user.locked.count())}},
                  u"%1  %2%3"_s.arg(user.name, people::roleName(user.role), user.disabled ? u"  disabled"_s : QString()));
}

//! Adds or disables one person. Once there is somebody who may allow it, that person's PIN is asked first.
class Change
{
public:
    using Do = std::function<void(PeopleService &people, const QString &grant)>;
    Change(WaitingTill &till, const Output &output, QString name, QString approver, QString requester, Do work)
        : m_till(till), m_output(output), m_name(std::move(name)), m_approver(std::move(approver)), m_requester(std::move(requester)), m_do(std::move(work))
    {
    }

    void start(PeopleService &people)
    {
        m_people = &people;
        QObject::connect(&people, &PeopleService::usersListed, &people, [this](const QList<people::UserLine> &users) { onUsers(users); });
        QObject::connect(&people, &PeopleService::approved, &people, [this](const QString &, const people::Grant &grant) { m_do(*m_people, grant.id); });
        QObject::connect(&people, &PeopleService::userChanged, &people, [this](const QString &, const people::UserLine &user) {
            print(m_output, user);
            m_till.finish(0);
        });
        QObject::connect(&people, &PeopleService::refused, &people,
                         [this](const QString &, const Failure &failure, std::chrono::seconds) { m_till.finish(m_output.failure(failure)); });
        people.listUsers();
    }

private:
    void onUsers(const QList<people::UserLine> &users)
    {
        QStringList mayAllow;
        for (const people::UserLine &user : users)
            if (!user.disabled && people::may(user.role, people::Permission::ManageUsers))
                mayAllow << user.name;
        if (mayAllow.isEmpty())
            return m_do(*m_people, {});   // the first one is the owner and needs nobody
        if (m_approver.isEmpty() && mayAllow.size() > 1)
            return m_till.finish(m_output.failure({FailureCode::Usage, u"--approver: one of "_s + mayAllow.join(", "_L1)}));
        const secrets::SecretBytes pin(readLine());
        m_people->approve({kTicket, people::Purpose::Users, m_name, m_requester}, m_approver.isEmpty() ? mayAllow.first() : m_approver, pin.bytes());
    }

    WaitingTill &m_till;
    Output m_output;
    QString m_name;
    QString m_approver;
    QString m_requester;
    Do m_do;
    PeopleService *m_people = nullptr;
};

int list(const Session &session)
{
    const Output output = session.output();
    WaitingTill till(session);
    return till.run([&](app::Till &ready) {
        QObject::connect(ready.people(), &PeopleService::usersListed, ready.people(), [&](const QList<people::UserLine> &users) {
            for (const people::UserLine &user : users)
                print(output, user);
            if (users.isEmpty())
                output.words(u"Nobody yet. The first one is the owner: kauntactl user add NAME --role owner."_s);
            till.finish(0);
        });
        ready.people()->listUsers();
    });
}

} // namespace

int userCommand(Session session)
{
    CommandArguments arguments(u"user"_s, {{u"role"_s, u"add: cashier, supervisor, manager, auditor or owner."_s, u"R"_s},
                                           {u"approver"_s, u"Who allows it; the PIN is read from standard input."_s, u"USER"_s}},
                               {u"add|list|disable"_s, u"NAME"_s}, 1);
    if (const auto ended = session.parse(arguments))
        return *ended;
    const Output output = session.output();
    const QStringList words = arguments.words();
    const QString verb = words.first();
    if (verb == "list"_L1 && words.size() == 1)
        return list(session);
    if (words.size() != 2 || (verb != "add"_L1 && verb != "disable"_L1))
        return output.failure({FailureCode::Usage, u"user list, user add NAME --role R, or user disable NAME"_s});
    const QString name = words.at(1);
    const auto role = people::roleFromName(arguments.value(u"role"_s));
    if (verb == "add"_L1 && !role)
        return output.failure({FailureCode::Usage, u"--role: cashier, supervisor, manager, auditor or owner"_s});

    const secrets::SecretBytes pin(verb == "add"_L1 ? readLine() : QByteArray());   // the new person's, before the approver's
    WaitingTill till(session);
    Change change(till, output, name, arguments.value(u"approver"_s), session.user(), [&](PeopleService &people, const QString &grant) {
        if (verb == "add"_L1)
            people.addUser(kTicket, {name, *role, QByteArray(pin.bytes().constData(), pin.bytes().size())}, grant);
        else
            people.disableUser(kTicket, name, grant);
    });
    return till.run([&](app::Till &ready) { change.start(*ready.people()); });
}

} // namespace kaunta::cli
