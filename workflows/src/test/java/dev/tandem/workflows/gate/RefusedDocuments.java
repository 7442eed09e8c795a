package dev.tandem.workflows.gate;

/** Lists one refusal of the publish gate on each line: code | pointer | fields, in JSON with single quotes. */
final class RefusedDocuments {

    static final String FIELDS_OF_AN_AGENT = """
            unknown_provider    | /llm/provider       | 'llm':{'provider':'clippy'}
            invalid_config      | /llm                | 'llm':{'provider':'openai'}
            invalid_config      | /llm/temperature    | 'llm':{'provider':'openai','model':'gpt-4o-mini','temperature':3}
            invalid_config      | /llm/deadline_ms    | 'llm':{'provider':'anthropic','model':'claude-haiku-4-5','deadline_ms':'soon'}
            unknown_provider    | /vad/provider       | 'vad':{'provider':'webrtc'}
            invalid_config      | /llm                | 'llm':{'api_key':'sk-1'}
            invalid_config      | /llm/style          | 'llm':{'style':'rude'}
            invalid_config      | /tts/speed          | 'tts':{'speed':5}
            unsupported         | /stt/language       | 'stt':{'language':'xx-not-a-tag-'}
            invalid_config      | /vad                | 'vad':{'fallbacks':[{'provider':'silero'}]}
            malformed_template  | /instructions       | 'instructions':'{{#each}}'
            unresolved_template | /instructions       | 'instructions':'Hello {{name}}'
            unresolved_template | /greeting           | 'greeting':'Hello {{name.first}}'
            unresolved_template | /greeting           | 'greeting':'Hello {{workspace.shop}}'
            unknown_tool_type   | /tools/0/tool_type  | 'tools':[{'tool_type':'soap','description':'d'}]
            unresolved_template | /tools/0/say_before | 'tools':[{'tool_type':'http','config':{'url':'https://example.org'},'say_before':'{{x}}'}]
            unresolved_template | /tools/0/say_result | 'tools':[{'tool_type':'http','config':{'url':'https://example.org'},'say_result':'{{workspace.shop}}'}]
            malformed_template  | /tools/0/say_result | 'tools':[{'tool_type':'http','config':{'url':'https://example.org'},'say_result':'{{x'}]
            malformed_template  | /tools/0/say_result | 'tools':[{'tool_type':'http','config':{'url':'https://example.org'},'say_result':'{{#x}}'}]
            unresolved_template | /tools/0/say_result | 'tools':[{'tool_type':'http','config':{'url':'https://example.org'},'say_result':'{{#x}}{{workspace.shop}}{{/x}}'}]
            malformed_template  | /tools/0/say_before | 'tools':[{'tool_type':'http','config':{'url':'https://example.org'},'say_before':'{{#x}}{{/x}}'}]
            invalid_parameters  | /tools/0/parameters/properties/x/type | 'tools':[{'tool_type':'http','config':{'url':'https://example.org'},'parameters':{'type':'object','properties':{'x':{'type':'text'}}}}]
            invalid_parameters  | /tools/0/parameters/properties/x/$ref | 'tools':[{'tool_type':'http','config':{'url':'https://example.org'},'parameters':{'type':'object','properties':{'x':{'$ref':'https://example.org/s'}}}}]
            invalid_parameters  | /tools/0/parameters | 'tools':[{'tool_type':'http','config':{'url':'https://example.org'},'parameters':{'type':'object','properties':{'x':{'$ref':'#/$defs/none'}}}}]
            invalid_parameters  | /tools/0/parameters | 'tools':[{'tool_type':'http','config':{'url':'https://example.org'},'parameters':{'type':'object','$schema':'https://example.org/unknown'}}]
            invalid_config      | /tools/0/config     | 'tools':[{'tool_type':'http'}]
            invalid_pattern     | /tools/0/parameters/properties/x/pattern | 'tools':[{'tool_type':'http','config':{'url':'https://example.org'},'parameters':{'type':'object','properties':{'x':{'type':'string','pattern':'^(?!0)[0-9]+$'}}}}]
            invalid_pattern     | /tools/0/parameters/$defs/d/allOf/0/pattern | 'tools':[{'tool_type':'http','config':{'url':'https://example.org'},'parameters':{'type':'object','$defs':{'d':{'allOf':[{'pattern':'(a)\\\\1'}]}}}}]
            invalid_pattern     | /tools/0/parameters/patternProperties/(?=x)y | 'tools':[{'tool_type':'http','config':{'url':'https://example.org'},'parameters':{'type':'object','patternProperties':{'(?=x)y':{}}}}]
            pattern_too_large   | /tools/0/parameters/properties/x/items/anyOf/0/pattern | 'tools':[{'tool_type':'http','config':{'url':'https://example.org'},'parameters':{'type':'object','properties':{'x':{'items':{'anyOf':[{'pattern':'((a{50}){50}){50}'}]}}}}}]
            """;

    static final String FIELDS_OF_A_PATH = """
            invalid_guard       | /guard_condition | 'guard_condition':'turn >'
            guard_undeclared    | /guard_condition | 'guard_condition':'mood == 1'
            guard_type          | /guard_condition | 'guard_condition':'turn'
            guard_too_large     | /guard_condition | 'guard_condition':'((((((((((((((((((((((((((((((((((((((((((true))))))))))))))))))))))))))))))))))))))))))'
            missing_guard       | /guard_condition | 'kind':'expression'
            global_router       | /global          | 'kind':'always','global':true
            unknown_tool        | /event           | 'kind':'event','event':'tool_failed:look_up'
            invalid_on_reject   | /on_reject       | 'on_reject':'p'
            unresolved_template | /say             | 'say':'Bye {{v}}','required_variables':[{'name':'v','is_required':false}]
            """;

    static final String CONFIGS_OF_AN_HTTP_TOOL = """
            invalid_config      | ``         | {}
            invalid_config      | ``         | {'url':'https://example.org','retries':9}
            invalid_config      | /url       | {'url':'/orders'}
            invalid_config      | /url       | {'url':'ftp://example.org'}
            invalid_config      | /url       | {'url':'https://user@example.org'}
            invalid_config      | /method    | {'url':'https://example.org','method':'get'}
            invalid_config      | /headers/X | {'url':'https://example.org','headers':{'X':7}}
            invalid_config      | /query/q   | {'url':'https://example.org','query':{'q':[]}}
            invalid_config      | /body      | {'url':'https://example.org','method':'POST','body':'{}'}
            invalid_config      | /result    | {'url':'https://example.org','result':'state'}
            forbidden_header    | /headers/Cookie | {'url':'https://example.org','headers':{'Cookie':'session=1'}}
            forbidden_header    | /headers/host   | {'url':'https://example.org','headers':{'host':'other.example'}}
            forbidden_header    | /headers/Proxy-Authorization | {'url':'https://example.org','headers':{'Proxy-Authorization':'x'}}
            forbidden_header    | /headers/Content-Length | {'url':'https://example.org','headers':{'Content-Length':'7'}}
            body_not_sent       | /body      | {'url':'https://example.org','body':{'a':1}}
            invalid_config      | /success   | {'url':'https://example.org','success':{'pointer':'/ok'}}
            invalid_config      | /success/pointer | {'url':'https://example.org','success':{'pointer':'ok','equals':true}}
            invalid_config      | /redirect_hosts/0 | {'url':'https://example.org','redirect_hosts':['https://a']}
            invalid_config      | /result/s  | {'url':'https://example.org','result':{'s':7}}
            unresolved_template | /url       | {'url':'https://example.org/{{order}}'}
            unresolved_template | /body/a/0  | {'url':'https://example.org','method':'POST','body':{'a':['{{b}}','{{id}}']}}
            unresolved_template | /url       | {'url':'https://example.org/{{id.part}}'}
            unresolved_template | /headers/X | {'url':'https://example.org','headers':{'X':'{{workspace.KEY}}'}}
            malformed_template  | /query/q   | {'url':'https://example.org','query':{'q':'{{id'}}
            """;

    private RefusedDocuments() {}
}
