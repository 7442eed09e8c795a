package dev.tandem.workflows.variable;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Type of a variable. Documents and JSON write it in lower case. */
public enum DataType {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    /** ISO 8601 date. */
    DATE,
    /** ISO 8601 local time. */
    TIME,
    /** ISO 8601 with offset. */
    DATETIME,
    /** E.164. */
    PHONE,
    EMAIL,
    /** A string of digits; leading zeros are significant. */
    DIGITS,
    /** {@code {amount: decimal string, currency: ISO 4217}}. */
    CURRENCY;

    public String documentName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DataType> of(String documentName) {
        return Arrays.stream(values())
                .filter(type -> type.documentName().equals(documentName))
                .findFirst();
    }
}
