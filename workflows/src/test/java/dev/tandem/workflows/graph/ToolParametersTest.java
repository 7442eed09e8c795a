package dev.tandem.workflows.graph;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolParametersTest {

    /** As Pydantic writes a model with a nested one, an optional number, a default and a literal. */
    private static final ToolParameters PYDANTIC = new ToolParameters(json("""
            {'type':'object','required':['seats','size','kind','unit','tags','where'],
             '$defs':{'Seats':{'type':'integer','minimum':1,'description':'Number of seats'},
                      'Place':{'type':'object','properties':{'city':{'type':'string'}}}},
             'properties':{
               'seats':{'$ref':'#/$defs/Seats'},
               'size':{'anyOf':[{'type':'integer'},{'type':'null'}],'description':'The size'},
               'kind':{'type':'string','default':'table'},
               'unit':{'const':'metric'},
               'tags':{'type':'array','items':{'type':'string'}},
               'where':{'$ref':'#/$defs/Place','description':'Where'}}}
            """));

    @Test
    void whatHasAValueIsNotAskedForAndTheRestIsWrittenOut() {
        assertThat(PYDANTIC.plain().path("required")).isEqualTo(json("['seats','size','tags','where']"));
        assertThat(PYDANTIC.plain().path("properties")).isEqualTo(json("""
                {'seats':{'type':'integer','minimum':1,'description':'Number of seats'},
                 'size':{'type':'integer','description':'The size'},
                 'kind':{'type':'string','default':'table'},
                 'tags':{'type':'array','items':{'type':'string'}},
                 'where':{'type':'object','properties':{'city':{'type':'string'}},'description':'Where'}}
                """));
    }

    @Test
    void whatTheSchemaKnowsIsFilledIn() {
        assertThat(PYDANTIC.filled(json("{'seats':4}"))).isEqualTo(json("{'seats':4,'kind':'table','unit':'metric'}"));
        assertThat(PYDANTIC.filled(json("{'kind':'booth'}"))).isEqualTo(json("{'kind':'booth','unit':'metric'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'object','required':['a'],'properties':{'a':{'type':'object'}}} | a",
                "{'type':'object','required':['a'],'properties':{'a':{'type':'array','items':{'type':'object'}}}} | a",
                "{'type':'object','required':['a'],'properties':{'a':{'anyOf':[{'type':'integer'},{'type':'string'}]}}} | a",
                "{'type':'object','oneOf':[{'required':['a']},{'required':['b']}]} | ``",
                "{'type':'object','properties':{'a':{'type':'object'}}} | none",
                "{'type':'object','required':['a'],'properties':{'a':{'type':'object','default':{}}}} | none",
                "{'type':'object','required':['a'],'properties':{'a':{'type':'array','items':{'type':'string'}}}} | none",
                "{'type':'object','required':['a'],'properties':{'a':{'type':['integer','null']}}} | none",
            })
    void whatNobodyCanBeAskedForIsNamed(String schema, String name) {
        assertThat(new ToolParameters(json(schema)).unaskable())
                .isEqualTo(name.equals("none") ? java.util.List.of() : java.util.List.of(name));
    }

    @Test
    void aSchemaThatRefersToItselfComesToAnEnd() {
        ToolParameters tree = new ToolParameters(json("""
                {'$ref':'#/$defs/Node','type':'object',
                 '$defs':{'Node':{'allOf':[{'$ref':'#/$defs/Node'}],'properties':{'child':{'$ref':'#/$defs/Node'}}}}}
                """));
        assertThat(tree.plain().path("properties").has("child")).isTrue();
    }

    @Test
    void partsOfASchemaComeTogether() {
        assertThat(new ToolParameters(json("""
                        {'type':'object','allOf':[{'required':['a'],'properties':{'a':{'type':'integer'}}}],
                         'required':['b'],'properties':{'b':{'type':'string'}}}
                        """)).plain()).isEqualTo(json("""
                        {'type':'object','required':['a','b'],
                         'properties':{'a':{'type':'integer'},'b':{'type':'string'}}}
                        """));
    }
}
