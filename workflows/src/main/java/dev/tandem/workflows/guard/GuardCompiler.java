package dev.tandem.workflows.guard;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.compiler.CelCompiler;
import dev.cel.runtime.CelEvaluationException;
import dev.tandem.workflows.variable.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compiles guards, and says in a sentence why a text is not a guard. */
final class GuardCompiler {

    private static final int MOST_ISSUES = 3;

    private final Map<String, DataType> types;
    private final CelCompiler cel;

    GuardCompiler(Map<String, DataType> types) {
        this.types = types;
        this.cel = GuardLanguage.compiler(types);
    }

    Guard compile(String text) {
        if (text.length() > GuardLanguage.LONGEST) {
            return tooLarge(text);
        }
        CelValidationResult parsed = cel.parse(text);
        if (parsed.hasError()) {
            return unreadable(text, parsed.getErrors());
        }
        try {
            CelValidationResult checked = cel.check(parsed.getAst());
            return checked.hasError() ? mistyped(text, checked.getErrors()) : program(text, checked.getAst());
        } catch (CelValidationException | CelEvaluationException refused) {
            return new Guard.Faulty(text, "invalid_guard", "The guard cannot be evaluated; write it more simply.");
        }
    }

    private Guard program(String text, CelAbstractSyntaxTree ast) throws CelEvaluationException {
        Optional<String> pattern = GuardPatterns.fault(ast);
        return pattern.isPresent()
                ? new Guard.Faulty(text, "invalid_guard", pattern.get())
                : new Guard.Sound(text, new GuardProgram(GuardLanguage.RUNTIME.createProgram(ast), types), names(ast));
    }

    private static Set<String> names(CelAbstractSyntaxTree ast) {
        return CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.IDENT)
                .map(node -> node.expr().ident().name())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Guard tooLarge(String text) {
        return new Guard.Faulty(
                text,
                "guard_too_large",
                "The guard has more than " + GuardLanguage.LONGEST
                        + " characters, too many terms or too many parentheses; divide it among several paths.");
    }

    private static Guard unreadable(String text, List<CelIssue> issues) {
        return issues.stream().anyMatch(issue -> issue.getMessage().contains("limit"))
                ? tooLarge(text)
                : new Guard.Faulty(text, "invalid_guard", "The guard is not a CEL expression (" + words(issues) + ").");
    }

    private static Guard mistyped(String text, List<CelIssue> issues) {
        return issues.stream().anyMatch(issue -> issue.getMessage().startsWith("undeclared reference"))
                ? new Guard.Faulty(
                        text,
                        "guard_undeclared",
                        "The guard uses names that are not declared (" + words(issues)
                                + "); declare them under variables."
                                + " Guards know the variables, visits, turn, channel and CEL's standard functions.")
                : new Guard.Faulty(
                        text, "guard_type", "The types in the guard do not fit (" + words(issues) + "); correct it.");
    }

    private static String words(List<CelIssue> issues) {
        return issues.stream()
                .limit(MOST_ISSUES)
                .map(issue -> "character " + (issue.getSourceLocation().getColumn() + 1) + ": "
                        + issue.getMessage().replace(" (in container '')", ""))
                .collect(Collectors.joining("; "));
    }
}
