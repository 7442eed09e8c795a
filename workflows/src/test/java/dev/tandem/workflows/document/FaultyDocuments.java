package dev.tandem.workflows.document;

/** Lists one fault on each line: code | pointer | document, or variable of one, in JSON with single quotes. */
final class FaultyDocuments {

    static final String TABLE = """
            wrong_type       | ``                                  | []
            no_agent         | /agents                             | {}
            no_agent         | /agents                             | {'agents':[]}
            wrong_type       | /agents                             | {'agents':{}}
            wrong_type       | /agents/0                           | {'agents':['a']}
            newer_schema     | /schema_version                     | {'schema_version':3,'agents':[{'id':'a','name':'A'}]}
            out_of_range     | /schema_version                     | {'schema_version':-1,'agents':[{'id':'a','name':'A'}]}
            dangling_id      | /entry_agent_id                     | {'entry_agent_id':'b','agents':[{'id':'a','name':'A'}]}
            unknown_value    | /language                           | {'language':'en_US!','agents':[{'id':'a','name':'A'}]}
            unknown_value    | /time_zone                          | {'time_zone':'Mars/Base','agents':[{'id':'a','name':'A'}]}
            wrong_type       | /phrases                            | {'schema_version':2,'phrases':[],'agents':[{'id':'a','name':'A'}]}
            wrong_type       | /phrases/apology                    | {'schema_version':2,'phrases':{'apology':7},'agents':[{'id':'a','name':'A'}]}
            empty_field      | /phrases/farewell                   | {'schema_version':2,'phrases':{'farewell':' '},'agents':[{'id':'a','name':'A'}]}
            wrong_type       | /variables/0/ask                    | {'schema_version':2,'variables':[{'name':'a','ask':7}],'agents':[{'id':'a','name':'A'}]}
            empty_field      | /variables/0/ask                    | {'schema_version':2,'variables':[{'name':'a','ask':' '}],'agents':[{'id':'a','name':'A'}]}
            unknown_value    | /sources                            | {'schema_version':2,'sources':'all','agents':[{'id':'a','name':'A'}]}
            unknown_value    | /variables/0/source                 | {'schema_version':2,'variables':[{'name':'a','source':'model'}],'agents':[{'id':'a','name':'A'}]}
            unknown_value    | /variables/0/source/1               | {'schema_version':2,'variables':[{'name':'a','source':['tool','default']}],'agents':[{'id':'a','name':'A'}]}
            empty_field      | /variables/0/source                 | {'schema_version':2,'variables':[{'name':'a','source':[]}],'agents':[{'id':'a','name':'A'}]}
            wrong_type       | /variables/0/source                 | {'schema_version':2,'variables':[{'name':'a','source':7}],'agents':[{'id':'a','name':'A'}]}
            wrong_type       | /agents/0/collects                  | {'schema_version':2,'agents':[{'id':'a','name':'A','collects':'x'}]}
            wrong_type       | /agents/0/collects/0                | {'schema_version':2,'agents':[{'id':'a','name':'A','collects':[7]}]}
            out_of_range     | /limits/max_call_seconds            | {'limits':{'max_call_seconds':0},'agents':[{'id':'a','name':'A'}]}
            out_of_range     | /limits/max_turns                   | {'limits':{'max_turns':2001},'agents':[{'id':'a','name':'A'}]}
            out_of_range     | /limits/max_turns                   | {'limits':{'max_turns':99999999999},'agents':[{'id':'a','name':'A'}]}
            wrong_type       | /limits/max_tool_steps              | {'limits':{'max_tool_steps':1.5},'agents':[{'id':'a','name':'A'}]}
            out_of_range     | /limits/router_hops                 | {'limits':{'router_hops':-1},'agents':[{'id':'a','name':'A'}]}
            out_of_range     | /limits/silence_timeout_seconds     | {'limits':{'silence_timeout_seconds':0},'agents':[{'id':'a','name':'A'}]}
            missing_id       | /agents/0/id                        | {'agents':[{'name':'A'}]}
            wrong_type       | /agents/0/id                        | {'agents':[{'id':7,'name':'A'}]}
            empty_field      | /agents/0/id                        | {'agents':[{'id':' ','name':'A'}]}
            missing_field    | /agents/0/name                      | {'agents':[{'id':'a'}]}
            empty_field      | /agents/0/name                      | {'agents':[{'id':'a','name':''}]}
            duplicate_id     | /agents/1/id                        | {'agents':[{'id':'a','name':'A'},{'id':'a','name':'B'}]}
            wrong_type       | /agents/0/instructions              | {'agents':[{'id':'a','name':'A','instructions':[]}]}
            wrong_type       | /agents/0/llm                       | {'agents':[{'id':'a','name':'A','llm':'openai'}]}
            empty_field      | /agents/0/tts/provider              | {'agents':[{'id':'a','name':'A','tts':{'provider':''}}]}
            out_of_range     | /agents/0/vad/activation_threshold  | {'agents':[{'id':'a','name':'A','vad':{'activation_threshold':1.1}}]}
            wrong_type       | /agents/0/vad/activation_threshold  | {'agents':[{'id':'a','name':'A','vad':{'activation_threshold':'high'}}]}
            wrong_type       | /agents/0/turn_taking/early         | {'agents':[{'id':'a','name':'A','turn_taking':{'early':1}}]}
            unknown_value    | /agents/0/turn_taking/end_of_turn   | {'agents':[{'id':'a','name':'A','turn_taking':{'end_of_turn':'silence'}}]}
            wrong_type       | /agents/0/turn_taking/interruptible | {'agents':[{'id':'a','name':'A','turn_taking':{'interruptible':'yes'}}]}
            out_of_range     | /agents/0/turn_taking/endpointing_min_ms | {'agents':[{'id':'a','name':'A','turn_taking':{'endpointing_min_ms':4000}}]}
            wrong_type       | /agents/0/metadata                  | {'agents':[{'id':'a','name':'A','metadata':'x'}]}
            missing_field    | /agents/0/tools/0/tool_type         | {'agents':[{'id':'a','name':'A','tools':[{'name':'x'}]}]}
            invalid_tool_name | /agents/0/tools/0/name             | {'agents':[{'id':'a','name':'A','tools':[{'tool_type':'http','name':'look up'}]}]}
            reserved_name    | /agents/0/tools/0/name              | {'agents':[{'id':'a','name':'A','tools':[{'tool_type':'http','name':'transfer_to_x'}]}]}
            reserved_name    | /agents/0/tools/0/name              | {'agents':[{'id':'a','name':'A','tools':[{'tool_type':'http','name':'set_variables'}]}]}
            duplicate_tool_name | /agents/0/tools/1/name           | {'agents':[{'id':'a','name':'A','tools':[{'tool_type':'x'},{'tool_type':'x'}]}]}
            duplicate_id     | /agents/0/tools/1/id                | {'agents':[{'id':'a','name':'A','tools':[{'id':'t','tool_type':'x'},{'id':'t','tool_type':'y'}]}]}
            invalid_parameters | /agents/0/tools/0/parameters      | {'agents':[{'id':'a','name':'A','tools':[{'tool_type':'x','parameters':{'type':'array'}}]}]}
            unknown_value    | /agents/0/tools/0/side_effect       | {'agents':[{'id':'a','name':'A','tools':[{'tool_type':'x','side_effect':'twice'}]}]}
            out_of_range     | /agents/0/tools/0/timeout_ms        | {'agents':[{'id':'a','name':'A','tools':[{'tool_type':'x','timeout_ms':1}]}]}
            invalid_json_pointer | /agents/0/tools/0/assign/v      | {'agents':[{'id':'a','name':'A','tools':[{'tool_type':'x','assign':{'v':'state'}}]}]}
            invalid_variable_name | /agents/0/tools/0/assign/v w   | {'agents':[{'id':'a','name':'A','tools':[{'tool_type':'x','assign':{'v w':'/state'}}]}]}
            ambiguous_target | /agents/0/paths/0/target            | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target_agent_id':'a','target':{'end':true}}]}]}
            ambiguous_target | /agents/0/paths/0/target_agent_id   | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P'}]}]}
            dangling_id      | /agents/0/paths/0/target_agent_id   | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target_agent_id':'b'}]}]}
            unknown_value    | /agents/0/paths/0/target            | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target':{}}]}]}
            unsupported      | /agents/0/paths/0/target            | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target':{'sip':'+14155550100'}}]}]}
            unsupported      | /agents/0/paths/0/target            | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target':{'human':'desk'}}]}]}
            duplicate_id     | /agents/0/paths/1/id                | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target_agent_id':'a'},{'id':'p','name':'Q','target_agent_id':'a'}]}]}
            unknown_value    | /agents/0/paths/0/kind              | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target_agent_id':'a','kind':'magic'}]}]}
            missing_field    | /agents/0/paths/0/event             | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target_agent_id':'a','kind':'event'}]}]}
            unknown_value    | /agents/0/paths/0/event             | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target_agent_id':'a','event':'silence'}]}]}
            unknown_value    | /agents/0/paths/0/event             | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target_agent_id':'a','kind':'event','event':'rain'}]}]}
            unknown_value    | /agents/0/paths/0/context           | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target_agent_id':'a','context':'last:0'}]}]}
            dangling_id      | /agents/0/paths/0/on_reject         | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target_agent_id':'a','on_reject':'q'}]}]}
            out_of_range     | /agents/0/paths/0/max_visits        | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target_agent_id':'a','max_visits':0}]}]}
            wrong_type       | /agents/0/paths/0/global            | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target_agent_id':'a','global':1}]}]}
            duplicate_variable | /agents/0/paths/0/required_variables/1/name | {'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target_agent_id':'a','required_variables':[{'name':'v'},{'name':'v'}]}]}]}
            """;

    static final String VARIABLES = """
            missing_field          | /name      | {}
            invalid_variable_name  | /name      | {'name':'customer id'}
            invalid_variable_name  | /name      | {'name':'4ever'}
            reserved_name          | /name      | {'name':'workspace'}
            unknown_value          | /data_type | {'name':'v','data_type':'text'}
            invalid_pattern        | /pattern   | {'name':'v','pattern':'(unclosed'}
            invalid_pattern        | /pattern   | {'name':'v','pattern':'(?=lookahead)'}
            pattern_too_large      | /pattern   | {'name':'v','pattern':'((a{0,50}){0,50}){0,50}'}
            pattern_too_large      | /pattern   | {'name':'v','pattern':'([^]a]{20}x){60,}'}
            pattern_not_applicable | /pattern   | {'name':'v','data_type':'integer','pattern':'1+'}
            invalid_enum           | /enum/1    | {'name':'v','data_type':'integer','enum':[1,'two']}
            invalid_enum           | /enum/0    | {'name':'v','data_type':'boolean','enum':[true]}
            wrong_type             | /enum      | {'name':'v','enum':'a'}
            invalid_default        | /default   | {'name':'v','default':5}
            invalid_default        | /default   | {'name':'v','pattern':'[a-z]+','default':'A'}
            invalid_default        | /default   | {'name':'v','enum':['a'],'default':'b'}
            invalid_default        | /default   | {'name':'v','data_type':'date','default':'2026-02-30'}
            invalid_default        | /default   | {'name':'v','data_type':'currency','default':{'amount':12.5,'currency':'EUR'}}
            out_of_range           | /max_ask   | {'name':'v','max_ask':0}
            wrong_type             | /sensitive | {'name':'v','sensitive':'yes'}
            """;

    private FaultyDocuments() {}
}
