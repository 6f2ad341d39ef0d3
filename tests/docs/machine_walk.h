#pragma once

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>
#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

namespace kaunta::docs {

using namespace Qt::StringLiterals;

//! How a machine is told in words. Everything that a document says of it comes out of the machine itself; these are only names.
template <class State, class Event, class Action>
struct Telling {
    //! What can be told to a charge or a refund in this state: the words of a row, and the event in each of its variations.
    struct Said {
        QString words;
        QList<Event> events;
        QString detail = {};   //!< tells apart rows of the same words, where that makes a difference
    };
    struct Attribute {
        QString words;   //!< "the cashier stopped waiting"
        std::function<bool(const State &)> holds;
    };

    QStringList situations;                                   //!< in the order of the document
    std::function<QString(const State &)> situation;          //!< one of `situations`
    std::function<QString(const State &)> status;             //!< a node of the diagrams
    std::function<QList<Said>(const State &)> said;           //!< in the order of the document
    std::function<QString(Action)> action;
    QList<Attribute> attributes;                              //!< what makes two charges of one situation behave differently
};

//! Everything that a machine can come to, whatever is told to it in whatever order, and what it does in each case.
template <class State, class Event, class Step>
class Walk
{
public:
    using Action = typename decltype(Step::actions)::value_type;
    using Words = Telling<State, Event, Action>;
    struct Move {
        State from;
        QString words;
        QString detail;
        Step step;
    };

    Walk(Words words, std::function<Step(const State &, const Event &)> next) : m_words(std::move(words))
    {
        QList<State> reached{State{}};
        for (qsizetype i = 0; i < reached.size(); ++i) {
            const State from = reached[i];
            for (const auto &said : m_words.said(from))
                for (const Event &event : said.events) {
                    const Step step = next(from, event);
                    m_moves << Move{from, said.words, said.detail, step};
                    if (!reached.contains(step.state))
                        reached << step.state;
                }
        }
        m_states = reached.size();
    }

    const QList<Move> &moves() const { return m_moves; }
    qsizetype states() const { return m_states; }
    //! Where what happens differs, and nothing that is told explains it: there must be none.
    QStringList unexplained() const { return m_unexplained; }

    //! For each situation a table of what is told, what the charge is then, and what the till does.
    QString tables(const QString &thing)
    {
        QString out;
        for (const QString &situation : m_words.situations) {
            out += u"### "_s + situation.left(1).toUpper() + situation.mid(1) + u"\n\n| what comes | the "_s + thing + u" is then | and the till |\n| --- | --- | --- |\n"_s;
            for (const QString &words : wordsIn(situation))
                out += rowsOf(situation, words);
            out += u'\n';
        }
        return out.trimmed() + u'\n';
    }

    //! Every way into some situations, or to an action: what must be known before the word is used.
    QString waysInto(const std::function<bool(const Move &)> &counts) const
    {
        QMap<QString, QStringList> froms;   // by words
        QStringList order;
        for (const Move &move : m_moves)
            if (counts(move)) {
                if (!order.contains(move.words))
                    order << move.words;
                if (const QString from = m_words.situation(move.from); !froms[move.words].contains(from))
                    froms[move.words] << from;
            }
        QString out = u"| what comes | to one that was |\n| --- | --- |\n"_s;
        std::sort(order.begin(), order.end());
        for (const QString &words : std::as_const(order)) {
            QStringList from = froms[words];
            std::sort(from.begin(), from.end(), [this](const QString &a, const QString &b) { return m_words.situations.indexOf(a) < m_words.situations.indexOf(b); });
            out += u"| "_s + words + u" | " + from.join(u"; "_s) + u" |\n";
        }
        return out;
    }

    //! A diagram of those moves between statuses that start where `from` says so.
    QString diagram(const std::function<bool(const State &)> &from) const
    {
        QStringList order;
        QMap<QString, QStringList> labels;
        for (const Move &move : m_moves) {
            const QString a = m_words.status(move.from);
            const QString b = m_words.status(move.step.state);
            if (a == b || !from(move.from))
                continue;
            const QString edge = a + u" --> "_s + b;
            if (!order.contains(edge))
                order << edge;
            if (!labels[edge].contains(move.words))
                labels[edge] << move.words;
        }
        QString out = u"```mermaid\nstateDiagram-v2\n"_s;
        for (const QString &edge : std::as_const(order))
            out += u"    "_s + edge + u" : " + labels[edge].join(u" / "_s).remove(u':') + u'\n';
        return out + u"```\n"_s;
    }

private:
    QStringList wordsIn(const QString &situation) const
    {
        QStringList words;
        for (const Move &move : m_moves)
            if (m_words.situation(move.from) == situation && !words.contains(move.words))
                words << move.words;
        return words;
    }
    QString outcome(const Move &move) const
    {
        const QString before = m_words.situation(move.from);
        const QString after = m_words.situation(move.step.state);
        QStringList does;
        for (const Action action : move.step.actions)
            does << m_words.action(action);
        const QString state = before == after ? u"the same"_s : QString(u"**"_s + after + u"**"_s);
        return state + u" | "_s + does.join(u"; "_s);
    }

    //! One row, or several where the details differ; none where nothing happens.
    QString rowsOf(const QString &situation, const QString &words)
    {
        QList<const Move *> all;
        QStringList details;
        for (const Move &move : m_moves)
            if (m_words.situation(move.from) == situation && move.words == words) {
                all << &move;
                if (!details.contains(move.detail))
                    details << move.detail;
            }
        if (const auto one = cellsOf(all))
            return rowOf(words, *one);
        QStringList outcomes;
        QMap<QString, QStringList> which;   // details by what happens
        for (const QString &detail : std::as_const(details)) {
            QList<const Move *> these;
            std::copy_if(all.begin(), all.end(), std::back_inserter(these), [&](const Move *move) { return move->detail == detail; });
            const auto cells = cellsOf(these);
            if (!cells)
                m_unexplained << situation + u": "_s + words + u", "_s + detail;
            else if (!outcomes.contains(*cells))
                outcomes << *cells;
            which[cells.value_or(QString())] << (detail.isEmpty() ? u"of itself"_s : detail);
        }
        QString rows;
        for (const QString &cells : std::as_const(outcomes))
            rows += rowOf(words + u", "_s + which[cells].join(u" or "_s), cells);
        return rows;
    }
    static QString rowOf(const QString &words, const QString &cells)
    {
        return cells == "the same | "_L1 ? QString() : QString(u"| "_s + words + u" | "_s + cells + u" |\n"_s);
    }

    //! Nothing: what happens differs, and no attribute tells when.
    std::optional<QString> cellsOf(const QList<const Move *> &moves) const
    {
        const auto outcomes = [&](const std::function<bool(const State &)> &counts) {
            QStringList found;
            for (const Move *move : moves)
                if (counts(move->from) && !found.contains(outcome(*move)))
                    found << outcome(*move);
            return found;
        };
        if (const QStringList all = outcomes([](const State &) { return true; }); all.size() == 1)
            return all.first();
        for (const auto &attribute : m_words.attributes) {
            const QStringList with = outcomes(attribute.holds);
            const QStringList without = outcomes([&](const State &state) { return !attribute.holds(state); });
            if (with.size() == 1 && without.size() == 1)
                return join(without.first(), with.first(), attribute.words);
        }
        return std::nullopt;
    }
    //! "books the receipt" and "books the receipt; alert": the second is told as what it has more.
    static QString more(const QString &plain, const QString &special, const QString &when)
    {
        if (special == plain)
            return plain;
        if (plain.isEmpty())
            return when + u": "_s + special;
        if (special.startsWith(plain))
            return plain + u"; "_s + when + u" also: "_s + special.mid(plain.size() + 2);
        return plain + u"; "_s + when + u": "_s + (special.isEmpty() ? u"nothing"_s : special);
    }
    static QString join(const QString &plain, const QString &special, const QString &when)
    {
        const auto part = [](const QString &cells, int i) { return cells.section(u" | "_s, i, i); };
        return more(part(plain, 0), part(special, 0), when) + u" | "_s + more(part(plain, 1), part(special, 1), when);
    }

    Words m_words;
    QList<Move> m_moves;
    qsizetype m_states = 0;
    QStringList m_unexplained;
};

} // namespace kaunta::docs
