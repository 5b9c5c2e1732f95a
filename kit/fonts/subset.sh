#!/bin/sh
# Makes the window's own fonts anew, in the folder of this script. Needs the folder with the fonts of Debian's
# fonts-noto-core, and pyftsubset of fonttools:
#   apt-get download fonts-noto-core && dpkg-deb -x fonts-noto-core_*.deb noto
#   kit/fonts/subset.sh noto/usr/share/fonts/truetype/noto
set -eu
from=$1
to=$(cd "$(dirname "$0")" && pwd)

# What shapes letters, joins them and places marks; no alternative forms that nobody asks for.
features=ccmp,locl,mark,mkmk,kern,init,medi,fina,isol,rlig,liga,calt
features=$features,akhn,rphf,rkrf,blwf,half,vatu,pstf,cjct,nukt,pres,abvs,blws,psts,haln,abvm,blwm,dist

# Signs that stand between the letters of each script.
signs=U+0020-0022,U+0027-0029,U+002C-003A,U+00A0,U+200C-200F,U+2010-2011,U+2018-201E,U+2026,U+25CC

subset() {
    pyftsubset "$from/$1-Regular.ttf" --unicodes="$3" --layout-features="$features" \
        --no-hinting --desubroutinize --name-IDs=0,1,2,3,4,5,6,13,14 --notdef-outline \
        --drop-tables+=DSIG,GlyphOrder --output-file="$to/$2.ttf"
    python3 -c 'import sys, zlib; sys.stdout.buffer.write(zlib.compress(sys.stdin.buffer.read(), 9))' \
        <"$to/$2.ttf" >"$to/$2.ttf.z"
    rm "$to/$2.ttf"
}

# The languages of Europe, Vietnamese, and those of Asia that are written in Cyrillic; punctuation, currencies, arrows.
latin=U+0020-007E,U+00A0-017F,U+018F,U+0192,U+01A0-01A1,U+01AF-01B0,U+01CD-01DC,U+0218-021B,U+0237,U+0259
latin=$latin,U+02BB-02BC,U+02C6-02C7,U+02D8-02DD,U+0300-0304,U+0306-030C,U+031B,U+0323,U+0326-0328
latin=$latin,U+1E02-1E03,U+1E0A-1E0B,U+1E1E-1E1F,U+1E40-1E41,U+1E56-1E57,U+1E60-1E61,U+1E6A-1E6B,U+1E80-1E85
latin=$latin,U+1E9E,U+1EA0-1EF9
greek=U+0386-03CE
cyrillic=U+0400-045F,U+0490-0493,U+0496-0497,U+049A-049B,U+04A2-04A3,U+04AE-04B3,U+04BA-04BB,U+04D8-04D9,U+04E8-04E9
punctuation=U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032-2033,U+2039-203A,U+2044,U+2116,U+2122
punctuation=$punctuation,U+2190-2193,U+2212,U+25CC,U+FFFD
currencies=U+20AC,U+20B4,U+20BA-20BD
subset NotoSans noto-sans "$latin,$greek,$cyrillic,$punctuation,$currencies"

subset NotoSansArabic noto-sans-arabic \
    "$signs,U+00AB,U+00BB,U+060C,U+0610-06D5,U+06DC,U+06E1,U+06E5-06E6,U+06EE-06F9"
subset NotoSansHebrew noto-sans-hebrew "$signs,U+05B0-05C7,U+05D0-05EA,U+05EF-05F4,U+20AA"
subset NotoSansDevanagari noto-sans-devanagari "$signs,U+0900-097F,U+20B9"
cd "$to" && sha256sum -- *.z
