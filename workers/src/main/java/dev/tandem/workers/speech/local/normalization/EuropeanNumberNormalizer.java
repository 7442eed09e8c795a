package dev.tandem.workers.speech.local.normalization;

import java.util.List;
import java.util.regex.MatchResult;

/**
 * Writes numbers with a decimal comma as Americans write them: "1.200,50" is "1,200.50". A number that may be either is
 * taken for a European one only if a currency sign stands behind it, as it does in Europe.
 */
final class EuropeanNumberNormalizer {

    private static final String BEHIND =
            "(?= ?(?:€|EUR\\b|euros?\\b|CHF\\b|kr\\b|zł|%|°|(?:km|cm|mm|kg|mg|ml|kWh|kW|GB|m|g|l)\\b))";
    private static final String MONEY_BEHIND = "(?= ?(?:€|EUR\\b|euros?\\b|CHF\\b|kr\\b|zł))";

    static final List<Replacement> RULES = List.of(
            Replacement.of(
                    "(?<![\\d.,])\\d{1,3}(?:\\.\\d{3})+,\\d{1,2}(?![\\d,]|\\.\\d)", EuropeanNumberNormalizer::american),
            Replacement.of(
                    "(?<![\\d.,])\\d{1,3}(?:[ \\u00a0\\u202f]\\d{3})+,\\d{1,2}(?![\\d,]|\\.\\d)",
                    EuropeanNumberNormalizer::american),
            Replacement.of(
                    "(?<![\\d.,])\\d{1,3}(?:'\\d{3})+(?:\\.\\d{1,2})?(?![\\d'])",
                    match -> match.group().replace("'", ",")),
            Replacement.of(
                    "(?<![\\d.,])\\d{1,3}(?:\\.\\d{3})+(?:,-)?(?![\\d,.]\\d)" + MONEY_BEHIND,
                    match -> match.group().replace(",-", "").replace(".", ",")),
            Replacement.of("(?<![\\d.,])(\\d+),[-–](?=(?: ?€| ?EUR\\b))", match -> match.group(1)),
            Replacement.of("(?<=[€] ?)\\d+,\\d{2}(?![\\d,]|\\.\\d)", EuropeanNumberNormalizer::american),
            Replacement.of("(?<![\\d.,])\\d+,\\d{1,2}(?![\\d,])" + BEHIND, EuropeanNumberNormalizer::american));

    private EuropeanNumberNormalizer() {}

    private static String american(MatchResult match) {
        String[] parts = match.group().split(",", 2);
        String whole = parts[0].replaceAll("[^\\d]", "");
        return whole + "." + parts[1];
    }
}
