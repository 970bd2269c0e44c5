package org.llmregistry.audit;

import org.llmregistry.kernel.testing.ContractRules;

@AuditServiceTest
class ContractTest extends ContractRules {}
