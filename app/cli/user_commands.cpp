// user add NAME --role R | user list | user disable NAME
#include "app/cli/waiting_till.h"
#include "core/people/people_engine.h"

namespace kaunta::cli {

using namespace Qt::StringLiterals;
using people::PeopleService;
using people::UserLine;

namespace {

QString sentence(const QString &name, people::Role role, bool disabled)
{
    return disabled ? u"%1  %2  disabled"_s.arg(name, people::roleName(role)) : u"%1  %2"_s.arg(name, people::roleName(role));
}

//! Reads the ledger, so that it works while the till runs; shows the count of wrong PINs, because somebody may be guessing.
int list(const Session &session)
{
    const Output output = session.output();
    const auto reader = session.reader();
    if (!reader)
        return output.failure(reader.error());
    const QList<ledger::UserRecord> users = *reader ? (*reader)->users() : QList<ledger::UserRecord>();
    for (const ledger::UserRecord &user : users)
        output.object({{u"type"_s, u"user"_s}, {u"name"_s, user.name}, {u"role"_s, people::roleName(user.role)}, {u"disabled"_s, user.disabled}, {u"wrongTries"_s, user.wrongTries}},
                      user.wrongTries == 0 ? sentence(user.name, user.role, user.disabled)
                                           : u"%1  %2 wrong PINs since the last right one"_s.arg(sentence(user.name, user.role, user.disabled)).arg(user.wrongTries));
    if (users.isEmpty())
        output.words(u"There is nobody in this shop yet."_s);
    return 0;
}

//! One change of the shop's people: the approver's PIN first, where there is somebody already, then the change itself.
class UserChange
{
public:
    enum class Kind { Add, Disable };
    UserChange(WaitingTill &till, const Session &session, Kind kind, const QString &name, people::Role role, const QString &approver)
        : m_till(till), m_output(session.output()), m_requester(session.user()), m_kind(kind), m_name(name), m_role(role), m_approver(approver)
    {
    }

    void start(PeopleService &people)
    {
        m_people = &people;
        QObject::connect(&people, &PeopleService::usersListed, &people, [this](const QList<UserLine> &users) { onListed(users); }, Qt::SingleShotConnection);
        QObject::connect(&people, &PeopleService::approved, &people, [this](const QString &, const people::Grant &grant) { change(grant.id); });
        QObject::connect(&people, &PeopleService::userChanged, &people, [this](const QString &, const UserLine &user) { onChanged(user); });
        QObject::connect(&people, &PeopleService::refused, &people, [this](const QString &, const Failure &failure, std::chrono::seconds wait) {
            m_till.finish(m_output.failure(failure, wait.count() > 0 ? QJsonObject{{u"waitSeconds"_s, qint64(wait.count())}} : QJsonObject()));
        });
        if (m_kind == Kind::Add)
            m_pin = secrets::SecretBytes(readLine());
        people.listUsers();
    }

private:
    void onListed(const QList<UserLine> &users)
    {
        if (users.isEmpty())   // the first one, who is the owner, or nobody to disable
            return change({});
        if (m_approver.isEmpty())
            m_approver = onlyManager(users);
        if (m_approver.isEmpty())
            return m_till.finish(m_output.failure({FailureCode::Usage, u"more than one person may approve this: name one with --approver"_s}));
        const secrets::SecretBytes pin(readLine());
        m_people->approve({u"kauntactl"_s, people::Purpose::Users, m_name, m_requester}, m_approver, pin.bytes());
    }

    static QString onlyManager(const QList<UserLine> &users)
    {
        QStringList names;
        for (const UserLine &user : users)
            if (!user.disabled && people::may(user.role, people::Permission::ManageUsers))
                names << user.name;
        return names.size() == 1 ? names.first() : QString();
    }

    void change(const QString &grant)
    {
        if (m_kind == Kind::Add)
            m_people->addUser(u"kauntactl"_s, {m_name, m_role, m_pin.bytes()}, grant);
        else
            m_people->disableUser(u"kauntactl"_s, m_name, grant);
    }

    void onChanged(const UserLine &user)
    {
        m_output.object({{u"type"_s, u"user"_s}, {u"name"_s, user.name}, {u"role"_s, people::roleName(user.role)}, {u"disabled"_s, user.disabled}},
                        sentence(user.name, user.role, user.disabled));
        m_till.finish(0);
    }

    WaitingTill &m_till;
    Output m_output;
    QString m_requester;
    Kind m_kind;
    QString m_name;
    people::Role m_role;
    QString m_approver;
    secrets::SecretBytes m_pin;
    PeopleService *m_people = nullptr;
};

} // namespace

int userCommand(Session session)
{
    CommandArguments arguments(u"user"_s,
                               {{u"role"_s, u"add: cashier, supervisor, manager, auditor or owner."_s, u"R"_s},
                                {u"approver"_s, u"Who approves it; needed where several may. The PIN is a line of standard input."_s, u"USER"_s}},
                               {u"add|list|disable"_s, u"[NAME]"_s}, 1);
    if (const auto ended = session.parse(arguments))
        return *ended;
    const Output output = session.output();
    const QStringList words = arguments.words();
    const QString verb = words.first();
    if (verb == "list"_L1 && words.size() == 1)
        return list(session);
    if ((verb != "add"_L1 && verb != "disable"_L1) || words.size() != 2)
        return output.failure({FailureCode::Usage, u"user add NAME --role R, user list, or user disable NAME"_s});
    const auto role = verb == "add"_L1 ? people::roleFromName(arguments.value(u"role"_s)) : std::optional(people::Role::Cashier);
    if (!role)
        return output.failure({FailureCode::Usage, u"--role takes cashier, supervisor, manager, auditor or owner"_s});

    WaitingTill till(session);
    UserChange change(till, session, verb == "add"_L1 ? UserChange::Kind::Add : UserChange::Kind::Disable, words.at(1), *role, arguments.value(u"approver"_s));
    return till.run([&](sale::ChargeEngine &) { change.start(till.people()); });
}

} // namespace kaunta::cli
