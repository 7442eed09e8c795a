package dev.tandem.workflows.guard;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.navigation.CelNavigableAst;
import dev.tandem.workflows.variable.PatternSize;
import java.util.Optional;

/**
 * Checks the patterns of a guard's {@code matches}. RE2 expands a pattern's repetitions before anybody can count them,
 * so only patterns that stand in the guard itself are allowed.
 */
final class GuardPatterns {

    private GuardPatterns() {}

    /** Returns what is wrong, as a sentence; empty: nothing is. */
    static Optional<String> fault(CelAbstractSyntaxTree ast) {
        return CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL)
                .map(node -> node.expr().call())
                .filter(call -> call.function().equals("matches"))
                .flatMap(call -> fault(call).stream())
                .findFirst();
    }

    private static Optional<String> fault(CelCall matches) {
        CelExpr pattern = matches.args().getLast();
        if (pattern.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || pattern.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return Optional.of("The pattern of matches() must be written out in the guard.");
        }
        String text = pattern.constant().stringValue();
        if (PatternSize.of(text) > PatternSize.MOST) {
            return Optional.of("The pattern of matches() repeats too much; use *, or smaller counts.");
        }
        try {
            Pattern.compile(text);
            return Optional.empty();
        } catch (PatternSyntaxException wrong) {
            return Optional.of("The pattern of matches() does not compile (" + wrong.getDescription() + ").");
        }
    }
}
