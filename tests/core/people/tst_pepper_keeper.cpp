#include "core/people/pepper_keeper.h"
#include "core/secrets/memory_store.h"
#include "tests/support/test_clock.h"

#include <QTest>

using namespace kaunta;
using namespace kaunta::people;
using namespace Qt::StringLiterals;
using secrets::SecretError;

namespace {

//! A keychain that says yes and keeps nothing.
class Forgetful final : public secrets::SecretStore
{
public:
    void load(const QString &, QObject *context, Loaded done) override
    {
        QMetaObject::invokeMethod(context, [done] { done(Fail{SecretError::NeverStored}); }, Qt::QueuedConnection);
    }
    void save(const QString &, const QByteArray &, QObject *context, Saved done) override
    {
        ++saves;
        QMetaObject::invokeMethod(context, [done] { done(Done{}); }, Qt::QueuedConnection);
    }
    void remove(const QString &, QObject *, Saved) override {}
    bool wasStored(const QString &) const override { return false; }
    QString displayName() const override { return {}; }
    int saves = 0;
};

//! The one answer of load(), whatever it is.
Result<QByteArray, SecretError> load(PepperKeeper &keeper)
{
    QObject context;
    QList<Result<QByteArray, SecretError>> answers;
    keeper.load(&context, [&](const Result<QByteArray, SecretError> &answer) { answers << answer; });
    if (!answers.isEmpty() || !QTest::qWaitFor([&] { return !answers.isEmpty(); }))
        return Fail{SecretError::Denied};
    return answers.first();
}

} // namespace

class TestPepperKeeper : public QObject
{
    Q_OBJECT
    test::SeededRandom m_random;

private Q_SLOTS:
    void isMadeOnceAndThenStaysTheSame()
    {
        secrets::MemoryStore store;
        PepperKeeper first(store, m_random, u"shop"_s);
        const auto made = load(first);
        QVERIFY(static_cast<bool>(made));
        QCOMPARE(made->size(), 32);
        QVERIFY(store.wasStored(u"kaunta/shop/pin-pepper"_s));
        PepperKeeper second(store, m_random, u"shop"_s);
        const auto again = load(second);
        QVERIFY(static_cast<bool>(again));
        QCOMPARE(*again, *made);
        PepperKeeper other(store, m_random, u"kiosk"_s);
        QVERIFY(*load(other) != *made);
    }

    void aLockedKeyringGetsNoNewPepper()
    {
        secrets::MemoryStore store;
        PepperKeeper keeper(store, m_random, u"shop"_s);
        const auto made = load(keeper);
        store.setTrouble(SecretError::LockedOrGone);
        const auto locked = load(keeper);
        QVERIFY(!locked);
        QVERIFY(locked.error() == SecretError::LockedOrGone);
        store.setTrouble({});
        QCOMPARE(*load(keeper), *made);
    }

    void withoutAKeyringThereIsNone()
    {
        secrets::MemoryStore store;
        store.setTrouble(SecretError::NoKeyring);
        PepperKeeper keeper(store, m_random, u"shop"_s);
        const auto none = load(keeper);
        QVERIFY(!none);
        QVERIFY(none.error() == SecretError::NoKeyring);
    }

    void aKeychainThatForgetsIsFoundBeforeAPinDependsOnIt()
    {
        Forgetful store;
        PepperKeeper keeper(store, m_random, u"shop"_s);
        const auto none = load(keeper);
        QVERIFY(!none);
        QVERIFY(none.error() == SecretError::NeverStored);
        QCOMPARE(store.saves, 1);
    }

    void whatIsNoPepperIsNotUsed()
    {
        secrets::MemoryStore store;
        QObject context;
        bool saved = false;
        store.save(u"kaunta/shop/pin-pepper"_s, "typed by hand", &context, [&](const auto &) { saved = true; });
        QTRY_VERIFY(saved);
        PepperKeeper keeper(store, m_random, u"shop"_s);
        const auto none = load(keeper);
        QVERIFY(!none);
        QVERIFY(none.error() == SecretError::Other);
    }
};

QTEST_GUILESS_MAIN(TestPepperKeeper)
#include "tst_pepper_keeper.moc"
