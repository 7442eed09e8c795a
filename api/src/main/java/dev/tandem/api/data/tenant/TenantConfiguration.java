package dev.tandem.api.data.tenant;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Makes every transaction work for one tenant, or see nothing. */
@Configuration(proxyBeanMethods = false)
class TenantConfiguration {

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new TenantTransactions(dataSource);
    }
}
