package dev.tandem.workflows.graph;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.ArrayList;
import java.util.List;

/** Collects what is written in a compiled template. */
final class TemplateTags implements Mustache.Visitor {

    private final boolean intoSections;
    private final List<String> variables = new ArrayList<>();
    private final List<String> sections = new ArrayList<>();
    private boolean text;

    private TemplateTags(boolean intoSections) {
        this.intoSections = intoSections;
    }

    /** @param intoSections whether what stands in a section counts */
    static TemplateTags of(Template template, boolean intoSections) {
        TemplateTags tags = new TemplateTags(intoSections);
        template.visit(tags);
        return tags;
    }

    /** As often as they stand there. */
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
