package dev.tandem.workflows.graph;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
}
