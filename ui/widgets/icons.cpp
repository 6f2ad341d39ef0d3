#include "ui/widgets/icons.h"

#include <QFile>
#include <QHash>
#include <QPainter>
#include <QPixmap>
#include <QXmlStreamReader>
#include <algorithm>
#include <optional>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kGrid = 24;
constexpr double kPen = 2;

bool isNumberPart(QChar c)
{
    return c.isDigit() || c == u'.' || c == u'-';
}

//! Walks over path data such as "M3 10 H21 C1 2 3 4 5 6 Z".
class PathReader
{
public:
    explicit PathReader(QStringView data) : m_data(data) {}

    std::optional<QPainterPath> read()
    {
        QPainterPath path;
        QChar command;
        while (skipBlanks()) {
            if (m_data[m_at].isLetter())
                command = m_data[m_at++];
            if (!step(path, command))
                return std::nullopt;
        }
        return path;
    }

private:
    bool step(QPainterPath &path, QChar command)
    {
        switch (command.unicode()) {
        case u'M':
            return with(2, [&](const double *n) { path.moveTo(n[0], n[1]); });
        case u'L':
            return with(2, [&](const double *n) { path.lineTo(n[0], n[1]); });
        case u'H':
            return with(1, [&](const double *n) { path.lineTo(n[0], path.currentPosition().y()); });
        case u'V':
            return with(1, [&](const double *n) { path.lineTo(path.currentPosition().x(), n[0]); });
        case u'C':
            return with(6, [&](const double *n) { path.cubicTo(n[0], n[1], n[2], n[3], n[4], n[5]); });
        case u'Z':
            path.closeSubpath();
            return true;
        default:
            return false;
        }
    }

    template <class Use>
    bool with(int count, Use use)
    {
        double numbers[6] = {};
        for (int i = 0; i < count; ++i) {
            if (!skipBlanks())
                return false;
            const qsizetype start = m_at;
            while (m_at < m_data.size() && isNumberPart(m_data[m_at]))
                ++m_at;
            bool ok = false;
            numbers[i] = m_data.sliced(start, m_at - start).toDouble(&ok);
            if (!ok)
                return false;
        }
        use(numbers);
        return true;
    }

    bool skipBlanks()
    {
        while (m_at < m_data.size() && (m_data[m_at].isSpace() || m_data[m_at] == u','))
            ++m_at;
        return m_at < m_data.size();
    }

    QStringView m_data;
    qsizetype m_at = 0;
};

double number(const QXmlStreamAttributes &attributes, const QString &name)
{
    return attributes.value(name).toDouble();
}

std::optional<QPainterPath> elementPath(const QXmlStreamReader &xml)
{
    const QXmlStreamAttributes a = xml.attributes();
    if (xml.name() == "path"_L1)
        return PathReader(a.value("d"_L1)).read();
    QPainterPath path;
    if (xml.name() == "circle"_L1)
        path.addEllipse(QPointF(number(a, u"cx"_s), number(a, u"cy"_s)), number(a, u"r"_s), number(a, u"r"_s));
    else if (xml.name() == "rect"_L1)
        path.addRoundedRect(QRectF(number(a, u"x"_s), number(a, u"y"_s), number(a, u"width"_s), number(a, u"height"_s)), number(a, u"rx"_s),
                            number(a, u"rx"_s));
    else
        return std::nullopt;
    return path;
}

} // namespace

IconShape parseIcon(const QByteArray &svg)
{
    IconShape shape;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() == "svg"_L1)
            continue;
        const auto path = elementPath(xml);
        if (!path)
            return {};
        (xml.attributes().value("fill"_L1) == "currentColor"_L1 ? shape.fill : shape.stroke).addPath(*path);
    }
    return xml.hasError() ? IconShape{} : shape;
}

QString glyphName(Glyph glyph)
{
    switch (glyph) {
    case Glyph::None: return {};
    case Glyph::Charge: return u"charge"_s;
    case Glyph::Pending: return u"pending"_s;
    case Glyph::Payments: return u"payments"_s;
    case Glyph::Refunds: return u"refunds"_s;
    case Glyph::Balance: return u"balance"_s;
    case Glyph::Settings: return u"settings"_s;
    case Glyph::Lock: return u"lock"_s;
    case Glyph::Person: return u"person"_s;
    case Glyph::Paid: return u"paid"_s;
    case Glyph::Waiting: return u"waiting"_s;
    case Glyph::Declined: return u"declined"_s;
    case Glyph::Unknown: return u"unknown"_s;
    case Glyph::Conflict: return u"conflict"_s;
    case Glyph::NotSent: return u"not_sent"_s;
    case Glyph::Info: return u"info"_s;
    case Glyph::Phone: return u"phone"_s;
    case Glyph::Send: return u"send"_s;
    case Glyph::Check: return u"check"_s;
    case Glyph::Close: return u"close"_s;
    case Glyph::Refresh: return u"refresh"_s;
    case Glyph::Backspace: return u"backspace"_s;
    case Glyph::Online: return u"online"_s;
    case Glyph::Offline: return u"offline"_s;
    case Glyph::Manager: return u"manager"_s;
    case Glyph::Printer: return u"printer"_s;
    case Glyph::Key: return u"key"_s;
    case Glyph::Todo: return u"todo"_s;
    case Glyph::Active: return u"active"_s;
    case Glyph::ReceiptAwaited: return u"receipt_awaited"_s;
    case Glyph::Down: return u"down"_s;
    case Glyph::Direct: return u"direct"_s;
    }
    Q_UNREACHABLE();
}

const IconShape &iconShape(Glyph glyph)
{
    static QHash<Glyph, IconShape> shapes;   // GUI thread only, as everything that paints
    auto found = shapes.constFind(glyph);
    if (found == shapes.constEnd()) {
        QFile file(u":/icons/"_s + glyphName(glyph) + u".svg"_s);
        found = shapes.insert(glyph, glyph != Glyph::None && file.open(QIODevice::ReadOnly) ? parseIcon(file.readAll()) : IconShape{});
    }
    return *found;
}

void paintIcon(QPainter &painter, Glyph glyph, const QRectF &box, const QColor &color)
{
    const IconShape &shape = iconShape(glyph);
    if (shape.isEmpty())
        return;
    const double scale = std::min(box.width(), box.height()) / kGrid;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.center() - QPointF(kGrid, kGrid) * scale / 2);
    painter.scale(scale, scale);
    painter.setPen(QPen(color, kPen, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shape.stroke);
    painter.setBrush(color);
    painter.drawPath(shape.fill);
    painter.restore();
}

QIcon makeIcon(Glyph glyph, const QColor &color)
{
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 96}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintIcon(painter, glyph, QRectF(0, 0, size, size), color);
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace kaunta::ui
