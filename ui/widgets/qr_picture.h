#pragma once

#include <QImage>
#include <QWidget>

namespace kaunta::ui {

//! A QR code as large as there is room, black on white whatever the theme: a phone reads the contrast, not the looks.
class QrPicture final : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    void setPng(const QByteArray &png);   //!< empty: an empty place
    bool hasCode() const { return !m_code.isNull(); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_code;
};

} // namespace kaunta::ui
