//! Rounding of numbers, which `core` does not have.

/// From here on every `f64` is a whole number.
const ALL_WHOLE: f64 = 4_503_599_627_370_496.0;

/// The whole part of a number, toward zero.
pub(crate) fn trunc(v: f64) -> f64 {
    // Not `>=`: what is no number is returned as it is.
    if v.abs() < ALL_WHOLE { v as i64 as f64 } else { v }
}

/// The largest whole number that is not above `v`.
pub(crate) fn floor(v: f64) -> f64 {
    let whole = trunc(v);
    if whole > v { whole - 1.0 } else { whole }
}

/// The nearest whole number; halves go away from zero.
pub(crate) fn round(v: f64) -> f64 {
    let whole = trunc(v);
    if (v - whole).abs() >= 0.5 { whole + 1f64.copysign(v) } else { whole }
}

/// The length of a vector with these sides.
pub(crate) fn hypotenuse(x: f64, y: f64) -> f64 {
    let (x, y) = (x.abs(), y.abs());
    let (long, short) = if x > y { (x, y) } else { (y, x) };
    if long == 0.0 || !long.is_finite() {
        return long;
    }
    let square = 1.0 + (short / long) * (short / long);
    // Newton's method for the root of a number from 1 to 2.
    let root = (0..5).fold(square, |root, _| (root + square / root) / 2.0);
    long * root
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_that_are_not_finite_stay_as_they_are() {
        for function in [trunc, floor, round] {
            assert!(function(f64::NAN).is_nan());
            assert_eq!(function(f64::INFINITY), f64::INFINITY);
        }
    }

    proptest! {
        #[test]
        fn rounding_is_that_of_the_standard_library(v: f64, small in -1e6..1e6f64) {
            for v in [v, small, small.round() + 0.5] {
                prop_assert_eq!(trunc(v), v.trunc());
                prop_assert_eq!(floor(v), v.floor());
                prop_assert_eq!(round(v), v.round());
            }
        }

        #[test]
        fn a_hypotenuse_is_that_of_the_standard_library(x in -1e6..1e6f64, y in -1e6..1e6f64) {
            prop_assert!((hypotenuse(x, y) - x.hypot(y)).abs() <= 1e-9 * x.hypot(y));
        }
    }
}
