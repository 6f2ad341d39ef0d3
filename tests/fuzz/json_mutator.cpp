// Changes JSON as JSON: bytes alone would nearly always make something that is none, and never get past the parser.
#include "tests/fuzz/fuzz.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <random>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t *data, std::size_t size, std::size_t most);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size, std::size_t most, unsigned int seed);

using namespace Qt::StringLiterals;

namespace {

class Mutation
{
public:
    explicit Mutation(unsigned int seed) : m_chance(seed | 1U) {}

    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : m_chance() % bound; }

    //! The document with one of its values changed.
    QJsonDocument applied(const QJsonDocument &document)
    {
        m_left = below(count(document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array())));
        const QJsonValue changed = changedValue(document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array()));
        return changed.isArray() ? QJsonDocument(changed.toArray()) : QJsonDocument(changed.toObject());
    }

private:
    static std::size_t count(const QJsonValue &value)
    {
        std::size_t all = 1;
        if (value.isArray()) {
            for (const auto &entry : value.toArray())
                all += count(entry);
        } else if (value.isObject()) {
            const QJsonObject object = value.toObject();
            for (auto field = object.begin(); field != object.end(); ++field)
                all += count(field.value());
        }
        return all;
    }
    QJsonValue changedValue(const QJsonValue &value)
    {
        const bool here = m_left-- == 0;
        if (value.isArray())
            return here && below(3) != 0 ? QJsonValue(otherArray(value.toArray())) : here ? other() : within(value.toArray());
        if (value.isObject())
            return here && below(4) != 0 ? QJsonValue(otherObject(value.toObject())) : here ? other() : within(value.toObject());
        if (!here)
            return value;
        return value.isString() && below(2) == 0 ? QJsonValue(otherText(value.toString())) : other();
    }
    QJsonValue within(const QJsonArray &array)
    {
        QJsonArray changed;
        for (const auto &entry : array)
            changed.append(changedValue(entry));
        return changed;
    }
    QJsonValue within(const QJsonObject &object)
    {
        QJsonObject changed;
        for (auto field = object.begin(); field != object.end(); ++field)
            changed.insert(field.key(), changedValue(field.value()));
        return changed;
    }
    QJsonArray otherArray(QJsonArray array)
    {
        const auto at = static_cast<qsizetype>(below(static_cast<std::size_t>(array.size())));
        if (array.isEmpty() || below(3) == 0)
            array.append(other());
        else if (below(2) == 0)
            array.removeAt(at);
        else
            array.insert(at, QJsonValue(array.at(at)));
        return array;
    }
    QJsonObject otherObject(QJsonObject object)
    {
        QStringList keys = object.keys();
        if (keys.isEmpty())
            return {{u"Key"_s, other()}};
        const QString key = keys.at(static_cast<qsizetype>(below(static_cast<std::size_t>(keys.size()))));
        const QJsonValue value = object.value(key);
        switch (below(4)) {
        case 0:
            object.remove(key);
            break;
        case 1: // two values change places
            object.insert(key, object.value(keys.first()));
            object.insert(keys.first(), value);
            break;
        case 2:
            object.remove(key);
            object.insert(otherText(key), value);
            break;
        default:
            object.insert(key, below(2) == 0 ? QJsonValue(QJsonArray{value}) : other());
        }
        return object;
    }
    QString otherText(const QString &text)
    {
        QByteArray bytes = text.toUtf8();
        const auto size = static_cast<std::size_t>(bytes.size());
        bytes.resize(bytes.size() + 32);
        const std::size_t now = LLVMFuzzerMutate(reinterpret_cast<std::uint8_t *>(bytes.data()), size, static_cast<std::size_t>(bytes.size()));
        return QString::fromUtf8(bytes.left(static_cast<qsizetype>(now)));
    }
    //! Values that mean something to somebody.
    QJsonValue other()
    {
        static const QJsonValue telling[] = {
            0,
            1,
            -1,
            0.1,
            1.005,
            12.5,
            1e300,
            250000,
            9999999999.99,
            1032,
            1037,
            2001,
            20191219102115.0,
            254722000000.0,
            true,
            false,
            QJsonValue::Null,
            QJsonObject(),
            QJsonArray(),
            u""_s,
            u" "_s,
            u"0"_s,
            u"00"_s,
            u"0.0"_s,
            u"1"_s,
            u"1.00"_s,
            u"1.000"_s,
            u"-1"_s,
            u"-0.00"_s,
            u"1,000"_s,
            u"1e2"_s,
            u"1032"_s,
            u"1000"_s,
            u"1001"_s,
            u"200"_s,
            u"15"_s,
            u"100000000"_s,
            u"500.001.1001"_s,
            u"404.001.03"_s,
            u"SFC_IC0003"_s,
            u"R000001"_s,
            u"R000002"_s,
            u"NLJ7RT61SV"_s,
            u"SKE0000000"_s,
            u"OA90000000"_s,
            u"ws_CO_191220191020363925"_s,
            u"AG_20191219_000043fdf61864fe9ff5"_s,
            u"Completed"_s,
            u"Cancelled"_s,
            u"20191219102115"_s,
            u"06.07.2024 22:48:52"_s,
            u"2020-08-05T10:13:00Z"_s,
            u"2020-08-05 10:13:00+03:00"_s,
            u"254722000000"_s,
            u"2547 ***** 126"_s,
            u"254708374149 - JOHN DOE"_s,
            u"600992 - Shop"_s,
            u"174379"_s,
            u"A|KES|1.00|1.00|0.00|0.00"_s,
            u"being processed"_s,
            u"already registered"_s,
        };
        return telling[below(std::size(telling))];
    }

    std::minstd_rand m_chance;
    std::size_t m_left = 0; //!< values to go past before the one that is changed
};

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size, std::size_t most, unsigned int seed)
{
    Mutation mutation(seed);
    if (mutation.below(4) == 0)
        return LLVMFuzzerMutate(data, size, most);
    const QByteArray input = kaunta::fuzz::bytesOf(data, size);
    const qsizetype bodyAt = input.startsWith('{') ? 0 : input.indexOf('\n') + 1;
    const QJsonDocument document = QJsonDocument::fromJson(input.mid(bodyAt));
    if (document.isNull())
        return LLVMFuzzerMutate(data, size, most);
    const QByteArray changed = input.left(bodyAt) + mutation.applied(document).toJson(QJsonDocument::Compact);
    if (static_cast<std::size_t>(changed.size()) > most)
        return LLVMFuzzerMutate(data, size, most);
    std::copy(changed.begin(), changed.end(), data);
    return static_cast<std::size_t>(changed.size());
}
