#include "core/base/redaction.h"
#include "core/secrets/memory_store.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace kaunta;
using namespace kaunta::secrets;

namespace {

//! The answer of one call, once it is there.
template <class T>
struct Waiting {
    QObject context;
    std::optional<Result<T, SecretError>> answer;
    std::function<void(const Result<T, SecretError> &)> take()
    {
        return [this](const Result<T, SecretError> &result) { answer.emplace(result); };
    }
};

} // namespace

class TestSecretStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entryNamesHoldTheProfileAndTheKey() { QCOMPARE(entryName(u"ab12"_s, u"passkey"_s), u"kaunta/ab12/passkey"_s); }

    void memoryGivesBackWhatWasStored()
    {
        MemoryStore store;
        Waiting<Done> saved;
        store.save(u"a"_s, "first-value", &saved.context, saved.take());
        QVERIFY(!saved.answer);   // later than the call returns
        QTRY_VERIFY(saved.answer && *saved.answer);
        QVERIFY(store.wasStored(u"a"_s));
        Waiting<QByteArray> loaded;
        store.load(u"a"_s, &loaded.context, loaded.take());
        QTRY_VERIFY(loaded.answer);
        QCOMPARE(loaded.answer->value(), QByteArrayLiteral("first-value"));
    }

    void aReaderThatWipesItsCopyLeavesTheStoreAlone()
    {
        MemoryStore store;
        Waiting<Done> saved;
        store.save(u"a"_s, "kept-for-long", &saved.context, saved.take());
        QObject context;
        bool wiped = false;
        store.load(u"a"_s, &context, [&wiped](const Result<QByteArray, SecretError> &value) {
            QByteArray mine = *value;
            wipe(mine);
            wiped = true;
        });
        QTRY_VERIFY(wiped);
        Waiting<QByteArray> again;
        store.load(u"a"_s, &again.context, again.take());
        QTRY_VERIFY(again.answer);
        QCOMPARE(again.answer->value(), QByteArrayLiteral("kept-for-long"));
    }

    void neverStoredAndLockedAreDifferentAnswers()
    {
        MemoryStore store;
        Waiting<QByteArray> first;
        store.load(u"a"_s, &first.context, first.take());
        QTRY_VERIFY(first.answer);
        QCOMPARE(first.answer->error(), SecretError::NeverStored);
        store.setTrouble(SecretError::LockedOrGone);
        Waiting<QByteArray> second;
        store.load(u"a"_s, &second.context, second.take());
        QTRY_VERIFY(second.answer);
        QCOMPARE(second.answer->error(), SecretError::LockedOrGone);
    }

    void removedIsAsIfNeverStored()
    {
        MemoryStore store;
        Waiting<Done> saved;
        Waiting<Done> removed;
        Waiting<QByteArray> loaded;
        store.save(u"a"_s, "value", &saved.context, saved.take());
        store.remove(u"a"_s, &removed.context, removed.take());
        store.load(u"a"_s, &loaded.context, loaded.take());
        QTRY_VERIFY(loaded.answer);
        QVERIFY(removed.answer && *removed.answer);
        QCOMPARE(loaded.answer->error(), SecretError::NeverStored);
        QVERIFY(!store.wasStored(u"a"_s));
    }

    void nobodyIsCalledWhoIsGone()
    {
        MemoryStore store;
        bool called = false;
        {
            QObject gone;
            store.load(u"a"_s, &gone, [&called](const auto &) { called = true; });
        }
        Waiting<QByteArray> later;   // queued behind it: once this came, the other would have come
        store.load(u"a"_s, &later.context, later.take());
        QTRY_VERIFY(later.answer);
        QVERIFY(!called);
    }

    void loadAllKeepsTheOrder()
    {
        MemoryStore store;
        Waiting<Done> saved;
        store.save(u"b"_s, "value-b", &saved.context, saved.take());
        store.save(u"a"_s, "value-a", &saved.context, saved.take());
        QObject context;
        QList<QByteArray> values;
        loadAll(store, {u"a"_s, u"b"_s}, &context, [&values](const Result<QList<QByteArray>, LoadFault> &loaded) { values = *loaded; });
        QVERIFY(values.isEmpty());
        QTRY_COMPARE(values, QList<QByteArray>({"value-a", "value-b"}));
    }

    void loadAllNamesTheOneThatIsMissing()
    {
        MemoryStore store;
        Waiting<Done> saved;
        store.save(u"a"_s, "value-a", &saved.context, saved.take());
        QObject context;
        QList<LoadFault> faults;
        loadAll(store, {u"a"_s, u"missing"_s, u"also-missing"_s}, &context, [&faults](const Result<QList<QByteArray>, LoadFault> &loaded) { faults << loaded.error(); });
        QTRY_COMPARE(faults.size(), 1);
        QCOMPARE(faults.first().name, u"missing"_s);
        QCOMPARE(faults.first().error, SecretError::NeverStored);
    }

    void loadAllOfNothingAnswersToo()
    {
        MemoryStore store;
        QObject context;
        int answers = 0;
        loadAll(store, {}, &context, [&answers](const Result<QList<QByteArray>, LoadFault> &loaded) { answers += loaded->isEmpty() ? 1 : 100; });
        QTRY_COMPARE(answers, 1);
    }

    void whatPassedThroughNeverReachesALog()
    {
        MemoryStore store;
        Waiting<Done> saved;
        store.save(u"a"_s, "tr0ub4dor-passkey", &saved.context, saved.take());
        QVERIFY(!redacted(u"sent with tr0ub4dor-passkey inside"_s).contains("tr0ub4dor"_L1));
    }

    void wipingZeroesTheBytesThemselves()
    {
        QByteArray secret(QByteArray("not a literal ") + QByteArray::number(42));
        const QByteArray sharer = secret;
        wipe(secret);
        QVERIFY(secret.isEmpty());
        QCOMPARE(sharer, QByteArray(sharer.size(), '\0'));
    }

    void wipingALiteralIsHarmless()
    {
        QByteArray literal = QByteArrayLiteral("in read-only memory");
        wipe(literal);
        QVERIFY(literal.isEmpty());
    }

    void secretBytesWipeThemselves()
    {
        QByteArray sharer(8, 'x');
        {
            SecretBytes first{QByteArray(sharer)};
            SecretBytes second = std::move(first);
            QCOMPARE(second.bytes(), QByteArray(8, 'x'));
        }
        QCOMPARE(sharer, QByteArray(8, '\0'));
    }
};

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secret_store.moc"
