package dev.tandem.workflows.graph;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TemplateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Hello {{name}}.         | {'name':'Jane'}                                   | Hello Jane.
            {{ name }}{{name}}      | {'name':'Jane'}                                   | JaneJane
            {{a.b.0.c}} and }} {    | {'a':{'b':[{'c':'deep'}]}}                        | deep and }} {
            {{n}} {{x}} {{yes}}     | {'n':3,'x':1.5,'yes':true}                        | 3 1.5 true
            pay {{total}}           | {'total':{'amount':'12.50','currency':'EUR'}}     | pay 12.50 EUR
            {{name}}                | {'name':'{{other}} <b>&'}                         | {{other}} <b>&
            no tags                 | {}                                                | no tags
            """)
    void insertsValuesAsPlainText(String template, String values, String text) {
        assertThat(Template.of(template).render(json(values))).isEqualTo(new Template.Rendering.Text(text));
    }

    @Test
    void namesWhatItCannotResolveAndGivesNoText() {
        Template template = Template.of("{{known}} {{unknown}} {{list}} {{empty}} {{list.7}} {{list.x}}");

        assertThat(template.render(json("{'known':'x','list':[1],'empty':null}")))
                .isEqualTo(new Template.Rendering.Unresolved(List.of("unknown", "list", "empty", "list.7", "list.x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{open", "{{}}", "{{#section}}", "{{/section}}", "{{! comment}}", "{{{raw}}}", "{{a..b}}"})
    void refusesEverythingOfMustacheButVariables(String text) {
        assertThat(Template.read(text)).isInstanceOf(Template.Reading.Malformed.class);
        assertThatThrownBy(() -> Template.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{&raw}}", "{{>file}}", "{{=<% %>=}}", "{{$block}}{{/block}}", "{{a b}}", "{ {{a}} {{", "{{.}}"
            })
    void refusesWhatTheLibraryWouldTakeInSilence(String text) {
        assertThat(Template.read(text)).isInstanceOf(Template.Reading.Malformed.class);
        assertThat(Template.readWithSections(text)).isInstanceOf(Template.Reading.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {{#items}}{{title}}, {{/items}}that is {{n}}    | tea, milk, that is 2
            {{#tags}}{{this}}{{^-last}} and {{/-last}}{{/tags}} | red and <b>
            {{^none}}Nothing.{{/none}}{{#gone}}x{{/gone}}   | Nothing.
            {{#open}}We are open.{{/open}}{{^open}}x{{/open}} | We are open.
            {{#order}}{{id}} for {{n}}{{/order}}            | 7 for 2
            """)
    void goesThroughAResultInSections(String template, String text) {
        assertThat(sections(template)
                        .render(json("{'items':[{'title':'tea'},{'title':'milk'}],'n':2,'tags':['red','<b>'],'none':[],"
                                + "'open':true,'order':{'id':7}}")))
                .isEqualTo(new Template.Rendering.Text(text));
    }

    @Test
    void aGapInASectionLeavesNoTextEither() {
        JsonNode values = json("{'items':[{'title':'tea'},{'title':null}],'order':{'id':7}}");

        assertThat(sections("{{#items}}{{title}}{{/items}}").render(values))
                .isEqualTo(new Template.Rendering.Unresolved(List.of("title")));
        assertThat(sections("{{#order}}{{this}}{{/order}}").render(values))
                .isInstanceOf(Template.Rendering.Unresolved.class);
        assertThat(sections("{{order}}").render(values)).isEqualTo(new Template.Rendering.Unresolved(List.of("order")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{#a}}", "{{/a}}", "{{#a}}{{/b}}", "{{#a}}{{#b}}{{/a}}{{/b}}"})
    void refusesSectionsThatAreNotClosed(String text) {
        assertThat(Template.readWithSections(text)).isInstanceOf(Template.Reading.Malformed.class);
    }

    @Test
    void knowsNoJavaBehindAValue() {
        assertThat(sections("{{name.length}} {{name.class}} {{list.size}}").render(json("{'name':'Jane','list':[1]}")))
                .isEqualTo(new Template.Rendering.Unresolved(List.of("name.length", "name.class", "list.size")));
    }

    @Test
    void whatTheLibraryCallsThisIsANameLikeAnyOther() {
        assertThat(Template.of("{{this}}").render(json("{'this':'me'}"))).isEqualTo(new Template.Rendering.Text("me"));
        assertThat(Template.of("{{this}}").render(json("{}")))
                .isEqualTo(new Template.Rendering.Unresolved(List.of("this")));
    }

    @Test
    void namesEverythingInASection() {
        assertThat(sections("{{a}}{{#b}}{{workspace.c}}{{/b}}").names()).containsExactly("a", "workspace.c", "b");
    }

    @ParameterizedTest
    @CsvSource({"{{a}},a", "{{ a.b }},a.b", "{{a}}{{a}},", "x{{a}},", "x,"})
    void knowsWhetherItIsNothingButAName(String template, String name) {
        assertThat(Template.of(template).onlyName()).isEqualTo(Optional.ofNullable(name));
    }

    @Test
    void readsALongNameWithoutADeepStack() {
        Template template = Template.of("{{a" + ".a".repeat(200_000) + "}}");

        assertThat(template.render(json("{'a':'x'}"))).isInstanceOf(Template.Rendering.Unresolved.class);
    }

    private static Template sections(String text) {
        return ((Template.Reading.Sound) Template.readWithSections(text)).template();
    }
}
