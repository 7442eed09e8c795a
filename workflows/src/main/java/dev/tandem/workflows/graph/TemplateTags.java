package dev.tandem.workflows.graph;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.ArrayList;
import java.util.List;

/** Collects the tags of a compiled template. */
final class TemplateTags implements Mustache.Visitor {

    private final boolean intoSections;
    private final List<String> variables = new ArrayList<>();
    private final List<String> sections = new ArrayList<>();
    private boolean text;

    private TemplateTags(boolean intoSections) {
        this.intoSections = intoSections;
    }

    /**
     * Collects the tags of a template.
     *
     * @param intoSections whether tags inside sections count
     */
    static TemplateTags of(Template template, boolean intoSections) {
        TemplateTags tags = new TemplateTags(intoSections);
        template.visit(tags);
        return tags;
    }

    /** Returns the names of variables, each as often as it appears. */
    List<String> variables() {
        return variables;
    }

    List<String> sections() {
        return sections;
    }

    boolean hasText() {
        return text;
    }

    @Override
    public void visitText(String words) {
        text = true;
    }

    @Override
    public void visitVariable(String name) {
        variables.add(name.strip());
    }

    @Override
    public boolean visitSection(String name) {
        sections.add(name.strip());
        return intoSections;
    }

    @Override
    public boolean visitInvertedSection(String name) {
        return visitSection(name);
    }

    @Override
    public boolean visitInclude(String name) {
        throw new IllegalStateException("templates have no partials");
    }
}
