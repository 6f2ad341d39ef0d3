#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QMetaEnum>
#include <QPainter>
#include <QTest>

using namespace kaunta::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr double kReadable = 4.5;   // WCAG 2, AA
constexpr double kVisible = 3.0;    // WCAG 2, parts of a control

constexpr Tone kTones[] = {Tone::Neutral, Tone::Paid, Tone::Waiting, Tone::Declined, Tone::Unknown, Tone::Info};

} // namespace

class TestTheme final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contrastIsMeasuredAsWcagDoes()
    {
        QCOMPARE(qRound(contrast(Qt::black, Qt::white) * 10), 210);
        QCOMPARE(contrast(Qt::white, Qt::black), contrast(Qt::black, Qt::white));
        QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
        QCOMPARE(qRound(contrast(QColor(0x777777), Qt::white) * 100), 448);   // the well-known grey that just fails
    }

    void everyTextIsReadableOnEverySurfaceItStandsOn_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void everyTextIsReadableOnEverySurfaceItStandsOn()
    {
        QFETCH(bool, dark);
        const Theme theme({dark ? Scheme::Dark : Scheme::Light}, QFont());
        const Colors &c = theme.colors();
        QCOMPARE(theme.isDark(), dark);
        struct Pair {
            QString name;
            QColor ink, surface;
        };
        QList<Pair> pairs{{u"ink on ground"_s, c.ink, c.ground},         {u"ink on card"_s, c.ink, c.card},
                          {u"ink on hover"_s, c.ink, c.hover},           {u"ink on pressed"_s, c.ink, c.pressed},
                          {u"quiet ink on ground"_s, c.quietInk, c.ground}, {u"quiet ink on card"_s, c.quietInk, c.card},
                          {u"on accent"_s, c.onAccent, c.accent},        {u"accent on card"_s, c.accent, c.card}};
        for (const Tone tone : kTones) {
            const StateColors s = theme.state(tone);
            const QString name = u"tone %1 "_s.arg(static_cast<int>(tone));
            pairs << Pair{name + u"on card"_s, s.tone, c.card} << Pair{name + u"on ground"_s, s.tone, c.ground} << Pair{name + u"on its tint"_s, s.tone, s.tint}
                  << Pair{name + u"text on it"_s, s.onTone, s.tone} << Pair{name + u"ink on its tint"_s, c.ink, s.tint}
                  << Pair{name + u"quiet ink on its tint"_s, c.quietInk, s.tint};
        }
        for (const BandKind kind : {BandKind::Practice, BandKind::Sandbox, BandKind::Custom}) {
            const BandColors b = theme.band(kind);
            pairs << Pair{u"band"_s, b.text, b.first} << Pair{u"band"_s, b.text, b.second};
        }
        for (const Pair &pair : pairs)
            QVERIFY2(contrast(pair.ink, pair.surface) >= kReadable, qPrintable(u"%1: %2"_s.arg(pair.name).arg(contrast(pair.ink, pair.surface))));
        QVERIFY(contrast(c.accent, c.ground) >= kVisible);   // the focus ring
        QVERIFY(contrast(c.ink, c.accent) >= 1.5);
    }

    void everyStateHasAColourOfItsOwn()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const Theme theme({scheme}, QFont());
            QSet<QRgb> seen;
            for (const Tone tone : kTones)
                seen << theme.state(tone).tone.rgb();
            QCOMPARE(seen.size(), static_cast<qsizetype>(std::size(kTones)));
        }
    }

    void sizesFollowTheTextScaleWithinItsLimits()
    {
        for (const auto &[percent, scale] : {std::pair{50, 1.0}, {100, 1.0}, {150, 1.5}, {200, 2.0}, {400, 2.0}}) {
            const Theme theme({Scheme::Light, false, percent}, QFont());
            QCOMPARE(theme.scale(), scale);
            QCOMPARE(theme.touch(), qRound(44 * scale));
            QCOMPARE(theme.keypadKey(), qRound(72 * scale));
            QVERIFY(theme.fontPx(Type::Caption) < theme.fontPx(Type::Body));
            QVERIFY(theme.fontPx(Type::State) < theme.fontPx(Type::Amount));
        }
        QFont large;
        large.setPixelSize(24);   // the desktop asks for larger text
        QVERIFY(Theme({Scheme::Light}, large).scale() > 1.4);
    }

    void systemFollowsTheDesktopAndReduceMotionStopsFades()
    {
        QVERIFY(!Theme({Scheme::System, false}, QFont()).isDark());
        QVERIFY(Theme({Scheme::System, true}, QFont()).isDark());
        QVERIFY(!Theme({Scheme::Light, true}, QFont()).isDark());
        QCOMPARE(Theme({Scheme::Light, false, 0, true}, QFont()).fadeMs(), 0);
        QVERIFY(Theme({Scheme::Light}, QFont()).fadeMs() <= 120);
    }

    void theStyleSheetHasNoOpenPlaces()
    {
        QVERIFY(!Theme::current().styleSheet().contains(u'@'));
    }

    void everyIconCanBeReadAndIsUsed()
    {
        QSet<QString> used;
        for (int glyph = 1; !glyphName(static_cast<Glyph>(glyph)).isEmpty(); ++glyph) {
            const QString name = glyphName(static_cast<Glyph>(glyph));
            QVERIFY2(!iconShape(static_cast<Glyph>(glyph)).isEmpty(), qPrintable(name));
            used << name + u".svg"_s;
            if (static_cast<Glyph>(glyph) == kLastGlyph)
                break;
        }
        QSet<QString> files;
        for (const QString &file : QDir(u":/icons"_s).entryList({u"*.svg"_s}))
            files << file;
        QCOMPARE(files, used);
    }

    void iconsStayOnTheirGrid()
    {
        for (int glyph = 1; glyph <= static_cast<int>(kLastGlyph); ++glyph) {
            const IconShape &shape = iconShape(static_cast<Glyph>(glyph));
            const QRectF box = shape.stroke.boundingRect().adjusted(-1, -1, 1, 1) | shape.fill.boundingRect();
            QVERIFY2(QRectF(0, 0, 24, 24).contains(box), qPrintable(glyphName(static_cast<Glyph>(glyph))));
        }
    }

    void anIconOutsideOurPartOfSvgIsRefused()
    {
        QVERIFY(!parseIcon("<svg><path d=\"M1 2 L3 4 H5 V6 C1 2 3 4 5 6 Z\"/></svg>").isEmpty());
        QVERIFY(parseIcon("<svg><path d=\"M1 2 a3 3 0 0 1 4 4\"/></svg>").isEmpty());
        QVERIFY(parseIcon("<svg><path d=\"M1\"/></svg>").isEmpty());
        QVERIFY(parseIcon("<svg><path d=\"M1 x\"/></svg>").isEmpty());
        QVERIFY(parseIcon("<svg><image/></svg>").isEmpty());
        QVERIFY(parseIcon("<svg><circle r=\"2\"/>").isEmpty());
        QVERIFY(parseIcon("").isEmpty());
    }

    void anIconTakesTheColourItIsGiven()
    {
        QImage image(48, 48, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paintIcon(painter, Glyph::Check, QRectF(0, 0, 48, 48), QColor(0x6D28D9));
        painter.end();
        bool found = false;
        for (int y = 0; y < 48; ++y)
            for (int x = 0; x < 48; ++x)
                found = found || image.pixelColor(x, y) == QColor(0x6D28D9);
        QVERIFY(found);
    }
};
QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
