// fuzz_TARGET [--mutations N] CORPUS: what a target is without libFuzzer. Runs every file of the corpus, then N inputs that are made
// from them; the same N are the same inputs, whatever the machine.
#include "tests/fuzz/fuzz.h"

#include <QDir>
#include <QFile>
#include <QList>
#include <random>

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size, std::size_t most, unsigned int seed) __attribute__((weak));
//! libFuzzer's own, for targets that bring a mutator: it is called with nothing but the bytes.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t *data, std::size_t size, std::size_t most);

namespace {

std::minstd_rand &chance()
{
    static std::minstd_rand one(1);
    return one;
}

std::size_t below(std::size_t bound)
{
    return chance()() % bound;
}

QByteArray mutated(const QByteArray &input)
{
    constexpr qsizetype kRoom = 256;
    QByteArray bytes = input;
    const auto size = static_cast<std::size_t>(input.size());
    bytes.resize(input.size() + kRoom);
    auto *data = reinterpret_cast<std::uint8_t *>(bytes.data());
    const auto most = static_cast<std::size_t>(bytes.size());
    const std::size_t now = LLVMFuzzerCustomMutator != nullptr ? LLVMFuzzerCustomMutator(data, size, most, static_cast<unsigned int>(chance()()))
                                                               : LLVMFuzzerMutate(data, size, most);
    bytes.resize(static_cast<qsizetype>(now));
    return bytes;
}

void run(const QByteArray &input)
{
    // A copy of exactly that size: one byte read too far is found.
    const std::vector<std::uint8_t> exact(input.begin(), input.end());
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

} // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t *data, std::size_t size, std::size_t most)
{
    static constexpr char kTelling[] = "0123456789+-.,|&=\"'{}[]:\\/ \n\t\x80\xc2\xa0";
    for (std::size_t times = 1 + below(3); times > 0; --times) {
        const std::size_t at = size == 0 ? 0 : below(size);
        const auto byte = static_cast<std::uint8_t>(below(2) == 0 ? kTelling[below(sizeof kTelling - 1)] : static_cast<char>(below(256)));
        switch (below(4)) {
        case 0: // one more
            if (size < most) {
                std::copy_backward(data + at, data + size, data + size + 1);
                data[at] = byte;
                ++size;
            }
            break;
        case 1: // one less
            if (size > 0) {
                std::copy(data + at + 1, data + size, data + at);
                --size;
            }
            break;
        case 2: // a piece once more, at the end
            if (size > 0) {
                const std::size_t count = std::min({1 + below(8), size - at, most - size});
                std::copy(data + at, data + at + count, data + size);
                size += count;
            }
            break;
        default:
            if (size > 0)
                data[at] = byte;
        }
    }
    return size;
}

int main(int argc, char **argv)
{
    long mutations = 0;
    QList<QByteArray> corpus;
    for (int i = 1; i < argc; ++i) {
        if (qstrcmp(argv[i], "--mutations") == 0 && i + 1 < argc) {
            mutations = std::atol(argv[++i]);
            continue;
        }
        const QDir folder(QString::fromLocal8Bit(argv[i]));
        for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            if (!file.open(QFile::ReadOnly)) {
                std::fprintf(stderr, "%s cannot be read\n", qPrintable(file.fileName()));
                return 2;
            }
            corpus << file.readAll();
        }
    }
    if (corpus.isEmpty()) {
        std::fprintf(stderr, "usage: %s [--mutations N] CORPUS, a folder with files\n", argv[0]);
        return 2;
    }
    for (const QByteArray &input : corpus)
        run(input);
    for (long i = 0; i < mutations; ++i)
        run(mutated(corpus.at(static_cast<qsizetype>(below(static_cast<std::size_t>(corpus.size()))))));
    std::printf("%lld files and %ld mutations of them\n", static_cast<long long>(corpus.size()), mutations);
    return 0;
}
