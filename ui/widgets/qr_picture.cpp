#include "ui/widgets/qr_picture.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace kaunta::ui {

void QrPicture::setPng(const QByteArray &png)
{
    m_code = QImage::fromData(png, "PNG");
    update();
}

QSize QrPicture::sizeHint() const
{
    const int side = Theme::current().px(420);
    return {side, side};
}

QSize QrPicture::minimumSizeHint() const
{
    const int side = Theme::current().px(200);
    return {side, side};
}

void QrPicture::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int side = std::min(width(), height());
    const QRect place((width() - side) / 2, (height() - side) / 2, side, side);
    painter.setPen(QPen(theme.colors().line, 1));
    painter.setBrush(hasCode() ? QColor(Qt::white) : theme.colors().card);
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
    if (!hasCode())
        return;
    // A phone needs white around the code; most of it is in the picture already.
    const int edge = theme.space(1);
    const QRect room = place.adjusted(edge, edge, -edge, -edge);
    const QSize pixels = room.size() * devicePixelRatioF();
    // Enlarged squares stay sharp; a smaller picture must not lose any.
    const auto mode = pixels.width() >= m_code.width() ? Qt::FastTransformation : Qt::SmoothTransformation;
    painter.drawImage(room, m_code.scaled(pixels, Qt::KeepAspectRatio, mode));
}

} // namespace kaunta::ui
