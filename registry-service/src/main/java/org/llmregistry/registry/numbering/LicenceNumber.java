package org.llmregistry.registry.numbering;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmregistry.registry.naming.RomanName;

/// Draws licence numbers by the pattern of a scheme's track, `{scheme}-{year}-{sequence:06}-{check}` for
/// instance, or `{region}-{model}-{date}{sequence:04}`.
///
/// The sequence of a scheme and year has no gaps: it is drawn in the transaction of the grant, which holds it
/// until it commits. The check character is ISO 7064 MOD 37,36 over the letters and digits before it, so that
/// one wrong character or two swapped ones are noticed: numbers are typed by hand.
@ApplicationScoped
public class LicenceNumber {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final Pattern PART =
            Pattern.compile("\\{(scheme|year|date|region|model|check|sequence(?::0(\\d))?)}");
    private static final int LONGEST_NAME = 40;

    /// What a number may tell beside its sequence.
    ///
    /// @param day    of the decision
    /// @param region name of the region
    /// @param model  public name of the model
    public record Facts(String scheme, LocalDate day, String region, String model) {}

    private final EntityManager database;

    LicenceNumber(EntityManager database) {
        this.database = database;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public String draw(String pattern, Facts facts) {
        Number sequence = (Number) database.createNativeQuery("""
                        INSERT INTO licence_sequence AS held (scheme_code, year, last) VALUES (?1, ?2, 1)
                        ON CONFLICT (scheme_code, year) DO UPDATE SET last = held.last + 1 RETURNING last
                        """)
                .setParameter(1, facts.scheme())
                .setParameter(2, facts.day().getYear())
                .getSingleResult();
        return format(pattern, facts, sequence.longValue());
    }

    static String format(String pattern, Facts facts, long sequence) {
        StringBuilder number = new StringBuilder();
        Matcher part = PART.matcher(pattern);
        while (part.find()) {
            String width = part.group(2);
            String value =
                    switch (part.group(1)) {
                        case "scheme" -> facts.scheme();
                        case "year" -> String.valueOf(facts.day().getYear());
                        case "date" -> facts.day().format(DateTimeFormatter.BASIC_ISO_DATE);
                        case "region" -> RomanName.of(facts.region(), LONGEST_NAME);
                        case "model" -> RomanName.of(facts.model(), LONGEST_NAME);
                        case "check" -> "{check}";
                        default -> width == null ? String.valueOf(sequence) : ("%0" + width + "d").formatted(sequence);
                    };
            part.appendReplacement(number, Matcher.quoteReplacement(value));
        }
        part.appendTail(number);
        if (!pattern.contains("{sequence") || number.indexOf("{") != number.indexOf("{check}")) {
            throw new IllegalArgumentException("not a pattern for licence numbers: " + pattern);
        }
        int check = number.indexOf("{check}");
        return check < 0
                ? number.toString()
                : number.replace(check, check + "{check}".length(), String.valueOf(check(number.substring(0, check))))
                        .toString();
    }

    /// ISO 7064 MOD 37,36; characters other than letters and digits do not count.
    public static char check(String text) {
        int carry = 36;
        for (char character : text.toUpperCase(Locale.ROOT).toCharArray()) {
            int value = ALPHABET.indexOf(character);
            if (value >= 0) {
                carry = (carry + value) % 36;
                carry = (carry == 0 ? 36 : carry) * 2 % 37;
            }
        }
        return ALPHABET.charAt((37 - carry) % 36);
    }
}
