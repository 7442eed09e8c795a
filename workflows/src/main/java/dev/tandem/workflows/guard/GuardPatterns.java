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
 * Judges the patterns of a guard's {@code matches}. RE2 writes a pattern's repetitions out before anybody can tell that
 * they are too many, so that only patterns that stand in the guard are let pass.
 */
final class GuardPatterns {

    private GuardPatterns() {}

    /** A sentence; empty: nothing is wrong. */
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
