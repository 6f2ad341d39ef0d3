#pragma once

#include "core/practice/simulator.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <optional>

namespace kaunta::simulator {

struct Options {
    practice::Simulator::Options simulator = practice::practiceOptions();
    QString listen = QStringLiteral("127.0.0.1");
    quint16 port = 0;
    QString scriptPath;
    QString certificatePath;   //!< where the initiators' certificate is written; empty: nowhere
};

//! Reads the command line. Answers --help and --version by itself; what is wrong goes to `problem`.
std::optional<Options> readOptions(const QStringList &arguments, QString *problem);

} // namespace kaunta::simulator
