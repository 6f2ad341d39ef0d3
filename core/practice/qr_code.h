#pragma once

#include <QByteArray>
#include <vector>

namespace kaunta::practice {

//! A real QR code that any phone reads: version 5 (37 × 37 modules), error correction L, byte mode, mask 0.
//! Source: ISO/IEC 18004. At most 106 bytes; what is longer is cut.
class QrCode
{
public:
    static constexpr int kModules = 37;
    static constexpr qsizetype kMostBytes = 106;

    explicit QrCode(const QByteArray &text);
    bool isDark(int x, int y) const { return m_dark[index(x, y)]; }

    //! Black and white PNG of about `pixels` in each direction: whole modules, four of them as a margin. Never smaller than
    //! one pixel a module.
    QByteArray toPng(int pixels) const;

private:
    static size_t index(int x, int y) { return static_cast<size_t>(y * kModules + x); }
    void fix(int x, int y, bool dark);
    void drawPatterns();
    void drawCodewords(const QByteArray &codewords);

    std::vector<bool> m_dark;
    std::vector<bool> m_fixed;   //!< patterns that no data may overwrite
};

} // namespace kaunta::practice
