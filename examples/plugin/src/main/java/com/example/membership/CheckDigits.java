package com.example.membership;

import dev.tandem.plugin.ToolFailure;
import dev.tandem.plugin.ToolInvocation;
import dev.tandem.plugin.ToolReply;
import dev.tandem.plugin.ToolType;
import java.util.Map;
import java.util.Set;

/**
 * Says whether a membership number can be one: it has the right number of digits, and its last digit is the check digit
 * of the others (Luhn's algorithm, ISO/IEC 7812-1). A caller who misspoke is asked again before any service is.
 */
final class CheckDigits implements ToolType {

    @Override
    public String name() {
        return "check_digits";
    }

    @Override
    public String configSchema() {
        return """
                {
                  "type": "object",
                  "required": ["number"],
                  "additionalProperties": false,
                  "properties": {
                    "number": {"type": "string", "description": "The number, as {{argument}}"},
                    "length": {"type": "integer", "minimum": 2, "maximum": 30, "default": 8}
                  }
                }
                """;
    }

    @Override
    public Set<String> templatedFields() {
        return Set.of("number");
    }

    @Override
    public ToolReply run(ToolInvocation invocation) throws ToolFailure {
        String number = String.valueOf(invocation.config().get("number")).replaceAll("[ .-]", "");
        int length = invocation.config().get("length") instanceof Number given ? given.intValue() : 8;
        if (!number.matches("[0-9]+")) {
            throw new ToolFailure(ToolFailure.Meaning.REFUSED, "a membership number has digits only");
        }
        boolean valid = number.length() == length && sum(number) % 10 == 0;
        return ToolReply.of(Map.of("valid", valid, "verdict", valid ? "in order" : "not one of ours"));
    }

    private static int sum(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : 2 * digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum;
    }
}
