// kaunta-hand-over: everything that our own code hands from thread to thread without Qt's event loop, as fast as it can, under
// ThreadSanitizer. What goes through the event loop (PostedCalls, queued signals, the worker that looks at PINs) is handed over by
// Qt, whose library is not instrumented in Debian: ThreadSanitizer would see the use and not the lock.
#include "tests/threads/door_clients.h"

#include "app/simulator/http_server.h"
#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/redaction.h"
#include "core/base/ulid.h"
#include "core/callbacks/http/http_server.h"
#include "core/people/pin_hash.h"
#include "core/secrets/keychain_state.h"
#include "core/secrets/memory_store.h"

#include <QObject>
#include <QTemporaryDir>
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

using namespace kaunta;
using namespace Qt::StringLiterals;

namespace {

constexpr int kThreads = 4;
constexpr int kRounds = 200;

//! Runs `work` on several threads at once; each is told which one it is.
void together(const std::function<void(int)> &work)
{
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i)
        threads.emplace_back([&work, i] { work(i); });
    for (std::thread &thread : threads)
        thread.join();
}

void check(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "wrong: %s\n", what);
    std::exit(1);
}

//! The receiver's door: requests come on its thread, answers on others, some of them too late, and it closes while they do.
void receiverDoor()
{
    for (int round = 0; round < 8; ++round) {
        test::Answerers answerers(kThreads);
        std::atomic<int> handled = 0;
        std::mutex guard;
        std::vector<callbacks::HttpServer::Respond> late;
        {
            callbacks::HttpLimits limits;
            limits.connections = 8;
            limits.patience = std::chrono::milliseconds(20);
            callbacks::HttpServer server(
                [&](callbacks::HttpRequest request, callbacks::HttpServer::Respond respond) {
                    const int number = handled++;
                    if (number % 7 == 0) {   // answered when its client has heard 503 already
                        const std::lock_guard lock(guard);
                        late.push_back(std::move(respond));
                        return;
                    }
                    answerers.give([request = std::move(request), respond = std::move(respond), number] {
                        respond({200, request.body});
                        if (number % 5 == 0)
                            respond({200, "twice"});
                    });
                },
                limits);
            const auto port = server.listen(u"127.0.0.1"_s, 0);
            check(static_cast<bool>(port), "the receiver's door opens");
            together([&](int i) { test::knock(*port, kRounds / 8, "POST", i); });
            {
                const std::lock_guard lock(guard);
                for (const auto &respond : late)
                    answerers.give([respond] { respond({200, "late"}); });
            }
            answerers.finish();   // they may not outlive the server
        }
        check(handled > 0, "the receiver's door handed something over");
    }
}

//! The simulator's door, whose answers may come after it stopped.
void simulatorDoor()
{
    for (int round = 0; round < 8; ++round) {
        test::Answerers answerers(kThreads);
        std::atomic<int> handled = 0;
        auto server = std::make_unique<simulator::HttpServer>(
            [&](const practice::HttpRequest &request, const simulator::HttpServer::Respond &respond) {
                ++handled;
                answerers.give([request, respond] {
                    practice::HttpAnswer answer;
                    answer.status = 200;
                    answer.body = request.body;
                    respond(answer);
                });
            },
            [] {});
        QString problem;
        check(server->listen(u"127.0.0.1"_s, 0, &problem), "the simulator's door opens");
        server->watchSignals();
        const quint16 port = server->port();
        std::thread clients([&] { together([&](int i) { test::knock(port, kRounds / 8, "POST", i); }); });
        if (round % 2 == 0)
            clients.join();
        server->stop();   // in every second round in the middle of it
        answerers.finish();
        server.reset();
        if (clients.joinable())
            clients.join();
        check(handled > 0 || round % 2 == 1, "the simulator's door handed something over");
    }
}

//! Secrets become known on one thread while others write their log.
void redaction()
{
    together([](int i) {
        for (int n = 0; n < kRounds; ++n) {
            const QByteArray secret = "secret-" + QByteArray::number(i) + '-' + QByteArray::number(n);
            neverLog(secret);
            const QString line = redacted(u"request 0722000000 carried "_s + QString::fromLatin1(secret));
            check(!line.contains(QString::fromLatin1(secret)) && !line.contains("0722000000"_L1), "a line of the log is redacted");
        }
    });
}

//! What jobs of the keychain share, and the store of practice.
void secretStores()
{
    QTemporaryDir folder;
    secrets::KeychainState state(folder.filePath(u"names.json"_s));
    secrets::MemoryStore store;
    together([&](int i) {
        QObject context;   // nobody delivers the answers: the asking is what is looked at
        const QString name = u"kaunta/duka/key-%1"_s.arg(i);
        for (int n = 0; n < kRounds / 10; ++n) {
            state.names.add(name);
            check(state.names.contains(name), "a name that was stored is known");
            state.setOwnerName(name);
            check(state.ownerName().has_value(), "the keychain's name is known");
            store.save(name, "value-" + QByteArray::number(n), &context, [](const auto &) {});
            check(store.wasStored(name), "a secret that was stored is remembered");
            store.load(name, &context, [](const auto &) {});
            store.setTrouble({});
            store.remove(name, &context, [](const auto &) {});
            state.names.remove(name);
            state.names.refresh();
        }
    });
}

//! One hasher and one PIN for all, as the worker and the engine share them; who lets go last wipes it.
void pins()
{
    const people::ScryptHasher hasher("pepper");
    auto pin = std::make_shared<const secrets::SecretBytes>(QByteArray("602913"));
    const QByteArray right = hasher.hash(pin->bytes(), "salt");
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i)
        threads.emplace_back([&hasher, right, held = pin] {
            const QByteArray hash = hasher.hash(held->bytes(), "salt");
            check(people::samePinHash(hash, right), "a right PIN is right on every thread");
        });
    pin.reset();
    for (std::thread &thread : threads)
        thread.join();
}

//! Every thread of the till makes ids and asks the clock.
void ids()
{
    const SystemClock clock;
    std::vector<QStringList> made(kThreads);
    together([&](int i) {
        SystemRandom random;
        for (int n = 0; n < kRounds; ++n)
            made[static_cast<std::size_t>(i)] << makeUlid(clock, random) << randomHex128(random) << QString::number(clock.sinceBoot().count());
    });
    for (const QStringList &some : made)
        check(some.size() == 3 * kRounds, "every thread has its ids");
}

#ifdef KAUNTA_DELIBERATE_RACE
//! To see that a race is reported at all.
void deliberateRace()
{
    int counter = 0;
    together([&counter](int) {
        for (int n = 0; n < kRounds; ++n)
            ++counter;
    });
    std::fprintf(stderr, "counted %d\n", counter);
}
#endif

struct Section {
    const char *name;
    void (*run)();
};
constexpr Section kSections[] = {
    {"receiver-door", receiverDoor}, {"simulator-door", simulatorDoor}, {"redaction", redaction}, {"secret-stores", secretStores}, {"pins", pins}, {"ids", ids},
#ifdef KAUNTA_DELIBERATE_RACE
    {"deliberate-race", deliberateRace},
#endif
};

} // namespace

//! kaunta-hand-over [SECTION]: all of them, or one.
int main(int argc, char **argv)
{
    int run = 0;
    for (const Section &section : kSections) {
        if (argc > 1 && std::strcmp(argv[1], section.name) != 0)
            continue;
        std::printf("%s\n", section.name);
        std::fflush(stdout);
        section.run();
        ++run;
    }
    return run > 0 ? 0 : 2;
}
