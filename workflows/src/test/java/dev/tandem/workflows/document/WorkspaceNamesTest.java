package dev.tandem.workflows.document;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkspaceNamesTest {

    @Test
    void findsThemAtAnyDepth() {
        assertThat(WorkspaceNames.in(json("""
                        {'url': 'http://shop/{{workspace.region}}/{{order_id}}',
                         'headers': {'Authorization': 'Bearer {{ workspace.crm_key }}'},
                         'body': {'list': ['{{workspace.tag}}', 3, '{{workspaces.no}}', '{{broken']}}
                        """))).containsExactly("crm_key", "region", "tag");
    }

    @Test
    void looksForSecretsWhereTheyMayStandOnly() {
        assertThat(WorkspaceNames.inConfigs(json("""
                        {'agents': [{'instructions': '{{workspace.shop}}', 'llm': {'api_key': '{{workspace.model_key}}'},
                                     'tts': {'fallbacks': [{'api_key': '{{workspace.voice_key}}'}]},
                                     'tools': [{'say_before': '{{workspace.hours}}',
                                                'config': {'query': {'k': '{{workspace.crm_key}}'}}}]}]}
                        """))).containsExactly("crm_key", "model_key", "voice_key");
    }
}
